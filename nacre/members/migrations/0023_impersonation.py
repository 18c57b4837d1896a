"""The log of staff who looked as a member, and its guard."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import nacre.members.models.impersonation
from nacre.members import chain_guard


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0002_two_moderators'),
        ('members', '0022_saved_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='Impersonation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True)),
                ('prev_hash', models.CharField(editable=False, max_length=64)),
                ('row_hash', models.CharField(editable=False, max_length=64)),
                ('kind', models.CharField(choices=[('begun', 'Begun'), ('ended', 'Ended')], max_length=5)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('happened_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(null=True)),
                ('member_salt', models.CharField(blank=True, editable=False, max_length=32)),
                ('member_hash', models.CharField(editable=False, max_length=64)),
                ('by_salt', models.CharField(blank=True, editable=False, max_length=32)),
                ('by_hash', models.CharField(editable=False, max_length=64)),
                ('begun', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ended', to='members.impersonation')),
                ('by', models.ForeignKey(null=True, on_delete=nacre.members.models.impersonation.forget_by, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='communities.community')),
                ('member', models.ForeignKey(null=True, on_delete=nacre.members.models.impersonation.forget_member, related_name='looked_as', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['member', 'kind'], name='looked_as_a_member')],
            },
        ),
        migrations.RunPython(
            chain_guard.IMPERSONATIONS.put_up, chain_guard.IMPERSONATIONS.take_down
        ),
    ]
