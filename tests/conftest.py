"""What every test shares: hypothesis without a deadline, for the machines are shared and a slow moment is no failure."""

from hypothesis import settings

settings.register_profile("corecare", deadline=None)
settings.load_profile("corecare")
