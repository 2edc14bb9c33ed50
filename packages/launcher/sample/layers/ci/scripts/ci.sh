#!/bin/sh
# The one script that every pipeline calls, and that runs on a laptop too.
set -eu
npm ci
npm run lint
npx tsc --noEmit
npm test
