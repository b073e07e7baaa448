"""Argon2 with the least work: tests sign in a lot."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The product's hasher at its lowest cost."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
