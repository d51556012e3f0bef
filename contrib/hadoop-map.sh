#!/bin/sh
# hadoop-map.sh: the mapper of Hadoop Streaming over WARC files (Common Crawl: the lines
# of warc.paths.gz), one file a map task. Each line is "OFFSET<TAB>PATH"; out come fits.
#
#   hadoop jar hadoop-streaming.jar \
#       -D mapreduce.job.reduces=0 -D mapreduce.input.lineinputformat.linespermap=1 \
#       -inputformat org.apache.hadoop.mapred.lib.NLineInputFormat \
#       -input warc.paths -output fits \
#       -files fitgap,rules,skills.yaml,hadoop-map.sh -mapper hadoop-map.sh
#   hdfs dfs -cat fits/part-* | fitgap rank
#
# A task that fails is run again by Hadoop; what was written twice counts once.
set -eu
scan="${FITGAP:-./fitgap} scan -q --no-progress --rules ${FITGAP_RULES:-rules} -s skills.yaml -f jsonl -"
while read -r _ path; do
    status=0
    # shellcheck disable=SC2086 # words without blanks
    hdfs dfs -cat "$path" | $scan || status=$?
    case $status in
    0 | 1 | 3 | 4) ;; # 3, 4: some pages could not be read, or ask for nothing
    *) exit "$status" ;;
    esac
done
