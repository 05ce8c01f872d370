from django.apps import AppConfig


class PipelineConfig(AppConfig):
    name = "hiring.pipeline"
    label = "pipeline"
