"""Publishing the office's own data: a file is checked, what it would change is shown, and a new release put in use."""

from explorer.web.ui import decisions, publish_page, shell, upload

with shell.page("publish") as (view, _):
    if publish_page.entered(view):
        job = upload.bring(view.words)
        if job and publish_page.check(job, view.words):
            publish_page.preview(job, view)
        decisions.section(view)
        publish_page.templates(view.words)
        publish_page.history(view.words)
    else:
        publish_page.templates(view.words)
        publish_page.by_command(view.words)
