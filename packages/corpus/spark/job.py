"""Decides every record of a corpus on Apache Spark, with verdicts that Proviso worked out.

    python job.py PLAN.json            or: spark-submit job.py PLAN.json

The plan names the inputs, the columns and where the tables are. Run by `proviso audit --engine spark`, the job hands distinct hosts,
dates and URLs to Proviso, one request a line on standard output, and waits for an answer on standard input. Written by
`proviso audit --emit spark`, it has the tables beside it and needs nothing but Spark.
"""

import json
import os
import re
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import DateType, IntegerType, LongType, NumericType, StructField, StructType, StringType, TimestampNTZType, TimestampType

MISSING_DAY = -2147483648
NO_URL, NO_HOST, NO_SERVICE = 0, 1, 2


def session(plan):
    builder = SparkSession.builder.appName("proviso audit").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.session.timeZone", "UTC").config("spark.sql.ansi.enabled", "false")
    builder = builder.config("spark.sql.legacy.timeParserPolicy", "CORRECTED")
    if plan.get("master"):
        builder = builder.master(plan["master"])
    for name, value in plan.get("conf", {}).items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def ask(**request):
    """Hands a request to Proviso and gives its answer."""
    print(json.dumps(request), flush=True)
    answer = sys.stdin.readline()
    if answer == "":
        sys.exit("the program that started the job is gone")
    return json.loads(answer)


def field(data, path):
    """A column by its path; `metadata.url` reaches into a nested one."""
    return F.col(".".join(f"`{part}`" for part in path.split("."))) if path else None


def read(spark, plan):
    """The records with `_url`, `_date`, `_tokens`; lines of JSON stay text."""
    columns = plan["columns"]
    if plan["format"] == "parquet":
        data = spark.read.parquet(*plan["inputs"])
        pick = {name: field(data, columns.get(name)) for name in ("url", "date", "tokens")}
    else:
        data = spark.read.text(plan["inputs"])
        data = data.where(F.get_json_object("value", "$").isNotNull())

        def from_line(path):
            return F.get_json_object("value", "$" + "".join(f"['{part}']" for part in path.split("."))) if path else None

        pick = {name: from_line(columns.get(name)) for name in ("url", "date", "tokens")}
    nothing = F.lit(None)
    own = data.columns
    data = data.withColumn("_url", (pick["url"] if pick["url"] is not None else nothing).cast("string"))
    data = data.withColumn("_date", pick["date"] if pick["date"] is not None else nothing.cast("string"))
    tokens = pick["tokens"].cast("long") if pick["tokens"] is not None else F.lit(0)
    return data.withColumn("_tokens", F.coalesce(tokens, F.lit(0).cast("long"))), own


def with_key(data):
    """The host key: rule K1, the same cut as in TypeScript and in DuckDB."""
    return data.withColumn(
        "_key",
        F.expr("CASE WHEN startswith(_url, 'https://') OR startswith(_url, 'http://') THEN split_part(_url, '/', 3) ELSE concat('/', _url) END"),
    )


def with_day(spark, data, plan):
    """The day as a number; texts and numbers are read by Proviso, each once. Without it, ISO dates alone are."""
    kind = data.schema["_date"].dataType
    if isinstance(kind, DateType) or isinstance(kind, (TimestampType, TimestampNTZType)):
        day = F.datediff(F.to_date("_date"), F.lit("1970-01-01"))
    elif plan["protocol"]:
        texts = data.select(F.col("_date").cast("string").alias("text")).where("text IS NOT NULL").distinct()
        texts.write.mode("overwrite").parquet(os.path.join(plan["work"], "texts"))
        ask(need="days", numbers=isinstance(kind, NumericType))
        days = spark.read.parquet(os.path.join(plan["work"], "days.parquet"))
        data = data.join(days.withColumnRenamed("text", "_text"), F.col("_date").cast("string") == F.col("_text"), "left").drop("_text")
        day = F.col("day")
    else:
        iso = r"^\d{4}-\d\d-\d\d($|[T ]\d\d:\d\d:\d\d(\.\d+)?Z?$)"
        text = F.col("_date").cast("string")
        day = F.datediff(F.to_date(F.when(text.rlike(iso), F.substring(text, 1, 10)), "yyyy-MM-dd"), F.lit("1970-01-01"))
    known = F.when((day >= plan["firstDay"]) & (day <= plan["today"]), day)
    if plan.get("on") is not None:
        known = F.coalesce(known, F.lit(plan["on"]))
    return data.withColumn("_day", known).drop("day")


# what follows up to `tables` is used by an emitted job alone

PLAIN = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")


def host_of(key):
    """The host of a key, where that is plain to see; None for what only a URL parser can tell."""
    text = key[1:] if key.startswith("/") else key
    if key.startswith("/") and re.match(r"[a-z][a-z0-9+.-]*:|[/\\?#]", text, re.I) and not re.match(r"[^/:]+:\d+(/|$)", text):
        if not re.match(r"//[^/\\]", text):
            return None
        text = text[2:]
    text = re.split(r"[/\\?#]", text.strip(), maxsplit=1)[0]
    text = text.rsplit("@", 1)[-1]
    text = re.sub(r":\d*$", "", text).rstrip(".").lower()
    if not PLAIN.fullmatch(text):
        try:
            text = text.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return None
    labels = text.split(".")
    return text if PLAIN.fullmatch(text) and not labels[-1].isdigit() else None


def resolver(hosts):
    exact = {name: run for name, run, alone in hosts if alone}
    wide = {name: run for name, run, alone in hosts if not alone}

    def resolve(key):
        if key == "/":
            return NO_URL
        host = host_of(key)
        if host is None or len(host) > 253:
            return NO_HOST if host is None else NO_SERVICE
        if host in exact:
            return exact[host]
        labels = host.split(".")
        for at in range(len(labels)):
            run = wide.get(".".join(labels[at:]))
            if run is not None:
                return run
        return NO_SERVICE

    return resolve


def tables(spark, data, plan):
    """The tables hosts (key, run, by_path), segments (run, starts, ends, verdict), words, and paths where there are any."""
    work = plan["work"]
    load = lambda name: spark.read.parquet(os.path.join(work, f"{name}.parquet"))
    keys = data.select("_key").where("_key IS NOT NULL").distinct()
    if not plan["protocol"]:
        listed = [(row.host, row.run, row.exact) for row in load("suffixes").collect()]
        resolve = F.udf(resolver(listed), IntegerType())
        hosts = keys.withColumn("run", resolve("_key")).where(f"run <> {NO_SERVICE}").withColumn("by_path", F.lit(False))
        return hosts, load("segments"), load("words"), None
    keys.withColumnRenamed("_key", "key").write.mode("overwrite").parquet(os.path.join(work, "keys"))
    by_path = ask(need="hosts")["byPath"]
    hosts = load("hosts").withColumnRenamed("key", "_key")
    paths = None
    if by_path:
        urls = data.join(F.broadcast(hosts.where("by_path")), "_key").select(F.col("_url").alias("url")).distinct()
        urls.write.mode("overwrite").parquet(os.path.join(work, "urls"))
        ask(need="paths")
        paths = load("paths").withColumnRenamed("run", "path_run").withColumnRenamed("url", "path_url")
    ask(need="segments")
    return hosts, load("segments"), load("words"), paths


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = json.load(file)
    if not plan["protocol"]:
        here = os.path.dirname(os.path.abspath(sys.argv[1]))
        plan["work"] = here if "://" not in plan["work"] else plan["work"]
        plan["inputs"] = sys.argv[2:-1] or plan["inputs"]
        plan["out"] = sys.argv[-1] if len(sys.argv) > 2 else plan["out"]
    spark = session(plan)
    data, own = read(spark, plan)
    data = with_day(spark, with_key(data), plan)
    hosts, segments, words, paths = tables(spark, data, plan)

    data = data.join(F.broadcast(hosts), "_key", "left")
    if paths is not None:
        data = data.join(paths, F.when(F.col("by_path"), F.col("_url")) == F.col("path_url"), "left")
        data = data.withColumn("run", F.coalesce("path_run", "run"))
    day = F.coalesce("_day", F.lit(MISSING_DAY))
    spans = segments.withColumnRenamed("run", "_run")
    data = data.join(F.broadcast(spans), (F.col("run") == F.col("_run")) & (F.col("starts") <= day) & (F.col("ends") > day), "left")
    data = data.withColumn("verdict", F.coalesce("verdict", F.when(F.col("_key").isNull(), NO_URL).otherwise(NO_SERVICE)))
    words = words.withColumnRenamed("verdict", "_verdict")
    data = data.join(F.broadcast(words), F.col("verdict") == F.col("_verdict"))
    data = data.withColumn("_on", F.expr("CAST(date_add(DATE '1970-01-01', _day) AS DATE)"))

    added = {"proviso_outcome": "outcome", "proviso_reason": "reason", "proviso_service": "service", "proviso_rule": "rule", "proviso_day": "_on"}
    kept = F.col("outcome").isin(plan["keep"])
    if plan["mode"] != "none":
        data = data.persist()
        parts = [("kept", kept)] + ([("dropped", ~kept)] if plan["mode"] == "parts" else [])
        for name, wanted in parts:
            part = data.where(wanted)
            target = os.path.join(plan["out"], name)
            if plan["format"] == "parquet":
                names = [F.col(f"`{column}`") for column in own if column.lower() not in added]
                part.select(*names, *[F.col(source).alias(name) for name, source in added.items()]).write.mode("overwrite").parquet(target)
            else:
                values = F.to_json(F.struct(*[F.col(source).alias(name) for name, source in added.items()]), {"ignoreNullFields": "false"})
                line = F.concat(F.regexp_replace("value", r"\s*\}\s*$", ","), F.expr("substr(_json, 2)"))
                part.withColumn("_json", values).select(line.alias("value")).write.mode("overwrite").text(target)

    month = F.date_format("_on", "yyyy-MM")
    verdicts = data.groupBy("verdict").agg(F.count("*").alias("records"), F.sum("_tokens").alias("tokens")).collect()
    months = data.groupBy(month.alias("month"), "outcome").agg(F.count("*").alias("records"), F.sum("_tokens").alias("tokens")).collect()
    counts = {
        "verdicts": [[row.verdict, row.records, row.tokens] for row in verdicts],
        "months": [[row.month or "", row.outcome, row.records, row.tokens] for row in months],
        "dates": list(data.select(F.count(F.when(F.col("_date").isNull(), 1)), F.count("_day"), F.count("*")).first()),
    }
    if plan["protocol"]:
        ask(need="done", counts=counts)
    else:
        outcomes = {}
        for row in data.groupBy("outcome").agg(F.count("*").alias("records"), F.sum("_tokens").alias("tokens")).collect():
            outcomes[row.outcome] = {"records": row.records, "tokens": row.tokens}
        print(json.dumps({"outcomes": outcomes, **counts}), flush=True)
    spark.stop()


main()
