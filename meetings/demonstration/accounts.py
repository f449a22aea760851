"""The demonstration's people at the desk, who can log in with DEBUG on and not otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PASSWORD = "demonstration"  # noqa: S105 - printed by the command, and of use with DEBUG on alone
DOMAIN = "demonstration.example"


@dataclass(frozen=True, slots=True)
class Account:
    """Someone at the desk: the log-in name, the group, the name shown."""

    username: str
    group: str
    first_name: str
    last_name: str
    is_superuser: bool = False


ACCOUNTS = (
    Account("author", "Author", "Aoi", "Fudemori"),
    Account("approver", "Approver", "Nagare", "Kagamiyama"),
    Account("night", "Night duty", "Yoru", "Hoshimachi"),
    Account("admin", "Administrator", "Kai", "Kagidera", is_superuser=True),
)


class DemonstrationAccounts(ModelBackend):
    """Lets the demonstration's accounts in by its printed password while DEBUG is on.

    The database holds no password for them: where DEBUG is off, there is nothing to log in with.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if not settings.DEBUG or not constant_time_compare(password or "", PASSWORD):
            return None
        user = accounts().filter(username=username, is_active=True).first()
        return None if user is None or user.has_usable_password() else user


def accounts() -> Any:
    """The accounts that belong to the demonstration, as a queryset of users."""
    return get_user_model().objects.filter(email__endswith=f"@{DOMAIN}")


def make_accounts() -> dict[str, User]:
    """Make the accounts, each in its group; gives the users by their log-in names."""
    return {account.username: _make(account) for account in ACCOUNTS}


def _make(account: Account) -> User:
    user = get_user_model().objects.create_user(
        account.username,
        f"{account.username}@{DOMAIN}",
        first_name=account.first_name,
        last_name=account.last_name,
        is_staff=True,
        is_superuser=account.is_superuser,
    )
    user.groups.add(Group.objects.get(name=account.group))
    return user
