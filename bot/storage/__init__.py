"""What must survive: tables, queries, migrations. The only place that knows SQLAlchemy."""
