"""Where Alembic starts: it migrates the connection it is given."""

from alembic import context

from bot.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # SQLite rolls back tables too, once transactions are begun as database.py begins them.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
