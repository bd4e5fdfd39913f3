-- The request that gave an endpoint its secret: asked again, because its answer was lost, it makes
-- another in its place, and leaves alone the one before, which is what the receiver knows.
alter table webhook_endpoint add column rotated_by text;
