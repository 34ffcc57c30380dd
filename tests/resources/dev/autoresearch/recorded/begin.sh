# begin.sh [BENCHMARK]: a repository whose benchmark prints what value.txt says, or the given one
set -e
git init -q -b main
git config core.autocrlf false
git config user.name Ada
git config user.email ada@example.org
git config commit.gpgsign false
echo 100 > value.txt
printf '#!/bin/bash\n%s\n' "${1:-echo METRIC kb=\$(cat value.txt)}" > benchmark.sh
chmod +x benchmark.sh
git add -A
git commit -q -m start
