#!/bin/bash
# An agent whose edits follow a plan: a gain, a loss, a thought, an edit of what measures, a failure, a commit, a stray file.
cat > /dev/null
count="$(git rev-parse --git-common-dir)/asked"
read -r n 2> /dev/null < "$count" || n=0
n=$((n + 1))
echo $n > "$count"
case $n in
1) echo 90 > value.txt; printf '%s\n' "DESCRIPTION Inline the icons" "HYPOTHESIS fewer requests" "LEARNED icons weigh most" "IDEA Try one font" "COST usd=0.25" "ASI file=value.txt" ;;
2) echo 95 > value.txt; printf '%s\n' "DESCRIPTION Two fonts" "LEARNED fonts weigh more than icons" "COST usd=0.5" ;;
3) printf '%s\n' "DESCRIPTION I only thought" "IDEA Try a sprite" ;;
4) echo 'echo METRIC kb=1' >> benchmark.sh; echo "DESCRIPTION A faster benchmark" ;;
5) echo "cannot log in" >&2; exit 7 ;;
6) echo 80 > value.txt; git commit -q -a -m "by the agent"; echo "DESCRIPTION One font" ;;
7) echo secret > notes.txt; echo 79 > value.txt; echo "DESCRIPTION With a stray file" ;;
*) echo 70 > value.txt; echo "DESCRIPTION No fonts" ;;
esac
