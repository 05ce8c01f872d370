from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "hiring.scorecards"
    label = "scorecards"
