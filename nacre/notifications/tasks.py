"""Background work of notifications: hand a letter to the mail server."""

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django_tasks import task


@task(queue_name="mail")
def deliver(to: str, subject: str, text: str, html: str, sender: str, stop_url: str = "") -> None:
    """Send one letter in the name of a community."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    headers = {}
    if stop_url:  # RFC 8058
        headers["List-Unsubscribe"] = f"<{stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter = EmailMultiAlternatives(
        subject, text, formataddr((sender, address)), [to], headers=headers
    )
    letter.attach_alternative(html, "text/html")
    letter.send()
