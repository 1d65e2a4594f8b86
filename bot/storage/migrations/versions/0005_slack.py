"""What Slack's library keeps: where Homeroom is installed, and installations under way."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_OF_A_BOT = (
    ("client_id", sa.String(32), False),
    ("app_id", sa.String(32), False),
    ("enterprise_id", sa.String(32), True),
    ("enterprise_name", sa.Text, True),
    ("team_id", sa.String(32), True),
    ("team_name", sa.Text, True),
    ("bot_token", sa.Text, True),
    ("bot_id", sa.String(32), True),
    ("bot_user_id", sa.String(32), True),
    ("bot_scopes", sa.Text, True),
    ("bot_refresh_token", sa.Text, True),
    ("bot_token_expires_at", sa.DateTime, True),
    ("is_enterprise_install", sa.Boolean, False),
    ("installed_at", sa.DateTime, False),
)
_OF_AN_INSTALLATION = (
    ("enterprise_url", sa.Text, True),
    ("user_id", sa.String(32), False),
    ("user_token", sa.Text, True),
    ("user_scopes", sa.Text, True),
    ("user_refresh_token", sa.Text, True),
    ("user_token_expires_at", sa.DateTime, True),
    ("incoming_webhook_url", sa.Text, True),
    ("incoming_webhook_channel", sa.Text, True),
    ("incoming_webhook_channel_id", sa.Text, True),
    ("incoming_webhook_configuration_url", sa.Text, True),
    ("token_type", sa.String(32), True),
)


def upgrade() -> None:
    for table, columns in (
        ("slack_bots", _OF_A_BOT),
        ("slack_installations", _OF_A_BOT + _OF_AN_INSTALLATION),
    ):
        op.create_table(
            table,
            sa.Column("id", sa.Integer, nullable=False),
            *(sa.Column(name, kind, nullable=nullable) for name, kind, nullable in columns),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_team", table, ["client_id", "team_id", "enterprise_id"])
    op.create_table(
        "slack_oauth_states",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("state", sa.String(200), nullable=False),
        sa.Column("expire_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slack_oauth_states"),
        sa.UniqueConstraint("state", name="uq_slack_oauth_states_state"),
    )
    op.create_index("ix_slack_oauth_states_expire_at", "slack_oauth_states", ["expire_at"])
