"""Publishing the office's own data: a file is checked, what it would change is shown, and a new release put in use."""

from explorer import access, proof, shell, submission

with shell.page("publish") as (view, words):
    login, visitor = access.login(), access.visitor()
    shell.html(proof.head(view, login, visitor))
    if login is None:
        shell.html(proof.by_command(words))
    elif not access.allowed(visitor, "publisher"):
        submission.at_the_door(visitor, words)
    else:
        submission.signed_in(visitor, words)
        job = submission.bring(words)
        if job and submission.check(job, words):
            submission.preview(job, view, words)
        submission.templates(words)
        submission.history(words)
