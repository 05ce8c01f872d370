import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="application_updated_at",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="NEW.updated_at = clock_timestamp(); RETURN NEW;",
                    hash="584da308114ec2d0c027c40a92561cfbf72cdcd2",
                    operation="UPDATE",
                    pgid="pgtrigger_application_updated_at_ac48d",
                    table="pipeline_application",
                    when="BEFORE",
                ),
            ),
        ),
    ]
