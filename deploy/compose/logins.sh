#!/bin/sh
# Run by the postgres image on an empty volume: the two logins and the database.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 \
    --set owner_password="$OWNER_PASSWORD" --set web_password="$WEB_PASSWORD" --file /logins.sql
