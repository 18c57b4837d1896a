"""Articles with comments and notices: what REF shows."""

from django.conf import settings
from django.db import models


class Article(models.Model):
    """One of 5,000."""

    title = models.CharField(max_length=200)
    summary = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    published_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.title


class Comment(models.Model):
    """One of 50,000."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    text = models.TextField()
    written_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.text[:40]


class Notice(models.Model):
    """What waits for one person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    text = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.text
