"""People: users of each site role, and teams."""

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from hiring.accounts.models import SiteRole, Team, User

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory):
    """A member of the staff; `UserFactory(administrator=True)` and so on set the site role.

    Users have no usable password unless asked (`password=PASSWORD`): hashing one costs more than
    most tests. Sign in with `client.force_login(user)`.
    """

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        administrator = factory.Trait(site_role=SiteRole.ADMINISTRATOR)
        recruiter = factory.Trait(site_role=SiteRole.RECRUITER)
        coordinator = factory.Trait(site_role=SiteRole.COORDINATOR)

    name = factory.Sequence(lambda n: f"Person {n:03}")
    email = factory.Sequence(lambda n: f"person{n:03}@example.org")
    zone = "UTC"
    site_role = SiteRole.MEMBER

    password = None

    @classmethod
    def _create(cls, model_class: type[User], *args, password: str | None, **values) -> User:
        # The hash of None is a new unusable one.
        return super()._create(model_class, *args, password=make_password(password), **values)


class TeamFactory(DjangoModelFactory):
    """A team; `TeamFactory(members=[ada, grace])` fills it."""

    class Meta:
        model = Team
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Team {n:03}")

    @factory.post_generation
    def members(self, create: bool, extracted: list[User] | None, **kwargs) -> None:
        if create and extracted:
            self.members.set(extracted)
