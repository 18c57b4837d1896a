"""Letters to clinical editors, who is away, and the log of sign-offs that nobody changes."""

import django.db.models.deletion
import django.utils.timezone
import nacre.editorial.models.sign_off_act
from django.conf import settings
from django.db import migrations, models


from nacre.editorial.sign_off_guard import SIGN_OFFS


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0001_initial'),
        ('editorial', '0001_initial'),
        ('pages', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SignOffRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'waits'), ('approved', 'signed off'), ('returned', 'changes asked for'), ('closed', 'a colleague answered'), ('void', 'the text changed'), ('expired', 'the link ran out')], default='waiting', max_length=8)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_on', models.DateField()),
                ('expires_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('reminders', models.PositiveSmallIntegerField(default=0)),
                ('lead_told_at', models.DateTimeField(null=True)),
                ('code_hash', models.CharField(blank=True, max_length=64)),
                ('code_sent_at', models.DateTimeField(null=True)),
                ('code_tries', models.PositiveSmallIntegerField(default=0)),
                ('codes_sent', models.PositiveSmallIntegerField(default=0)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='communities.community')),
                ('instead_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.clinicaleditor')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_off_requests', to='pages.basepage')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.revision')),
                ('task_state', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.taskstate')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['sent_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SignOffLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='editorial.signoffrequest')),
            ],
        ),
        migrations.CreateModel(
            name='PassageComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('passage', models.PositiveSmallIntegerField()),
                ('quote', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='editorial.signoffrequest')),
            ],
            options={
                'ordering': ['passage', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EditorAbsence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('away_from', models.DateField()),
                ('away_until', models.DateField()),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='communities.community')),
                ('editor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='editorial.clinicaleditor')),
                ('substitute', models.ForeignKey(blank=True, help_text='Gets the letters meanwhile', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.clinicaleditor')),
            ],
            options={
                'ordering': ['-away_from', 'editor'],
                'constraints': [models.CheckConstraint(condition=models.Q(('away_until__gte', models.F('away_from'))), name='an_absence_ends_after_it_begins', violation_error_message='An absence ends on or after the day it begins.')],
            },
        ),
        migrations.CreateModel(
            name='SignOffAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True)),
                ('prev_hash', models.CharField(editable=False, max_length=64)),
                ('row_hash', models.CharField(editable=False, max_length=64)),
                ('kind', models.CharField(choices=[('sent', 'Letter sent'), ('substituted', 'Passed to the substitute'), ('code sent', 'Code sent'), ('reminded', 'Reminded'), ('lead told', 'The lead was told'), ('approved', 'Signed off'), ('returned', 'Changes asked for'), ('voided', 'Void: the text changed'), ('expired', 'The link ran out'), ('placed', 'Placed from a blueprint'), ('overridden', 'Published without a sign-off')], max_length=12)),
                ('page_id', models.PositiveBigIntegerField()),
                ('revision_id', models.PositiveBigIntegerField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('happened_at', models.DateTimeField()),
                ('person_salt', models.CharField(blank=True, editable=False, max_length=32)),
                ('person_hash', models.CharField(editable=False, max_length=64)),
                ('community', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='communities.community')),
                ('user', models.ForeignKey(null=True, on_delete=nacre.editorial.models.sign_off_act.forget_person, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['page_id', 'fingerprint'], name='sign_off_acts_of_a_text')],
            },
        ),
        migrations.AddConstraint(
            model_name='signoffrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('task_state', 'user'), name='one_waiting_request_a_person'),
        ),
        migrations.RunPython(SIGN_OFFS.put_up, SIGN_OFFS.take_down),
    ]
