"""Measured jobs: how long what people wait for takes, beside what the machine allows."""
