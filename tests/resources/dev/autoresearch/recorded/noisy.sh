#!/bin/bash
# value.txt with noise of about 1 %, which depends on the place and on how often that value was measured there
read -r value < value.txt
if [ -d .git ]; then
    place=1 git=.git
else
    place=2
    read -r _ git < .git
    git=${git%/worktrees/*}
fi
count=$git/measured-$value-$place
read -r n 2> /dev/null < "$count" || n=0
echo $((n + 1)) > "$count"
noise=$(((value * 7919 + place * 1299709 + n * n * 104729 + n * 611953) % 401 - 200))
micro=$((value * (10000 + noise)))
printf 'METRIC ms=%d.%04d\n' $((micro / 10000)) $((micro % 10000))
