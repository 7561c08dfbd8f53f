-- Once, as PostgreSQL's superuser: psql -v owner_password=… -v web_password=… -f deploy/logins.sql
-- The owner migrates and makes the role portico_app, which every process runs as; the web login owns nothing.
CREATE ROLE portico_owner LOGIN CREATEROLE PASSWORD :'owner_password';
CREATE ROLE portico_web LOGIN PASSWORD :'web_password';
CREATE DATABASE portico OWNER portico_owner ENCODING 'UTF8' TEMPLATE template0;
