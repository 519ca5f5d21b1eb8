#!/bin/sh
# Draws the pictures of slides that README and manual show, from the sample workshop. Needs a Chromium.
set -eu
cd "$(dirname "$0")/../.."
slidegen=${SLIDEGEN:-.venv/bin/slidegen}
draw() { "$slidegen" export png content/services-halfday.yml --quiet --slide "$2" --out "docs/images/$1.png" --theme "$3" ${4:-}; }
draw default five-ways-to-ask default
draw default-dark five-ways-to-ask default --dark
draw workshop expose-the-deployment workshop
draw hall create-a-deployment hall
