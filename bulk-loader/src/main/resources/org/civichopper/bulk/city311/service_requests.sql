-- What readers of requests see with codes in place of names. Each code is looked up as one row:
-- of two with one data_code the first counts.
CREATE MATERIALIZED VIEW service_requests AS
SELECT r.id AS request_id,
       r.srnumber,
       r.createddate AS created_date,
       r.closeddate AS closed_date,
       t.type_id,
       a.agency_id,
       s.source_id,
       coalesce(c.council_id, 0)::smallint AS council_id,
       coalesce(c.region_id, 0)::smallint AS region_id,
       r.address,
       r.latitude,
       r.longitude,
       CASE WHEN r.cd BETWEEN -32768 AND 32767 THEN r.cd::smallint END AS city_id
  FROM requests r
  LEFT JOIN (SELECT DISTINCT ON (data_code) data_code, type_id
               FROM request_types ORDER BY data_code, type_id) t ON t.data_code = r.requesttype
  LEFT JOIN (SELECT DISTINCT ON (data_code) data_code, agency_id
               FROM agencies ORDER BY data_code, agency_id) a ON a.data_code = r.owner
  LEFT JOIN (SELECT DISTINCT ON (data_code) data_code, source_id
               FROM sources ORDER BY data_code, source_id) s ON s.data_code = r.requestsource
  LEFT JOIN (SELECT DISTINCT ON (data_code) data_code, council_id, region_id
               FROM councils ORDER BY data_code, council_id) c ON c.data_code = r.nc
 WHERE r.latitude IS NOT NULL;
CREATE UNIQUE INDEX service_requests_request_id ON service_requests (request_id);
CREATE UNIQUE INDEX service_requests_srnumber ON service_requests (srnumber);
CREATE INDEX service_requests_created_date ON service_requests (created_date);
CREATE INDEX service_requests_closed_date ON service_requests (closed_date);
CREATE INDEX service_requests_type_id ON service_requests (type_id);
CREATE INDEX service_requests_agency_id ON service_requests (agency_id);
CREATE INDEX service_requests_source_id ON service_requests (source_id);
CREATE INDEX service_requests_council_id ON service_requests (council_id);
CREATE INDEX service_requests_region_id ON service_requests (region_id);
CREATE INDEX service_requests_city_id ON service_requests (city_id);
