"""Publishing the office's own data: a file is checked, what it would change is shown, and a new release put in use."""

from explorer.core import roles
from explorer.views.publish import html as publish_html
from explorer.web.auth import session
from explorer.web.ui import publish_page, shell

with shell.page("publish") as (view, words):
    login, visitor = session.login(), session.visitor()
    shell.html(publish_html.head(view, login, visitor))
    if login is None:
        shell.html(publish_html.by_command(words))
    elif not roles.allowed(visitor, "publisher"):
        publish_page.at_the_door(visitor, words)
    else:
        publish_page.signed_in(visitor, words)
        job = publish_page.bring(words)
        if job and publish_page.check(job, words):
            publish_page.preview(job, view)
        publish_page.templates(words)
        publish_page.history(words)
