"""People: users of each site role, and teams."""

import factory
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

    @factory.post_generation
    def password(self, create: bool, extracted: str | None, **kwargs) -> None:
        if extracted:
            self.set_password(extracted)
        else:
            self.set_unusable_password()
        if create:
            self.save(update_fields=["password"])


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
