-- The tables of vault.sql with twice as many foreign keys: who made, changed or approved a row, on which device, and
-- what lies in what. Few applications declare all of them; what is generated has to stay bearable for those that do.

CREATE TABLE users (
  uuid TEXT NOT NULL PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, password_hash BLOB NOT NULL,
  salt BLOB NOT NULL, iterations INTEGER NOT NULL, locale TEXT, avatar_color TEXT, created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL, verified_at TEXT, enabled BOOLEAN NOT NULL DEFAULT 1, invited_by TEXT REFERENCES users (uuid)
);

CREATE TABLE organizations (
  uuid TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, billing_email TEXT NOT NULL, public_key TEXT, private_key TEXT,
  owner_uuid TEXT NOT NULL REFERENCES users (uuid), parent_uuid TEXT REFERENCES organizations (uuid)
);

CREATE TABLE user_keys (
  user_uuid TEXT NOT NULL PRIMARY KEY REFERENCES users (uuid), protected_key TEXT NOT NULL, public_key TEXT,
  private_key TEXT, rotated_by TEXT REFERENCES devices (uuid)
) WITHOUT ROWID;

CREATE TABLE devices (
  uuid TEXT NOT NULL PRIMARY KEY, user_uuid TEXT NOT NULL REFERENCES users (uuid), name TEXT NOT NULL,
  kind INTEGER NOT NULL, push_token TEXT UNIQUE, refresh_token TEXT NOT NULL, last_seen TEXT,
  approved_by TEXT REFERENCES devices (uuid)
);

CREATE TABLE memberships (
  uuid TEXT NOT NULL PRIMARY KEY, user_uuid TEXT NOT NULL REFERENCES users (uuid),
  organization_uuid TEXT NOT NULL REFERENCES organizations (uuid), role_id INTEGER NOT NULL REFERENCES roles (id),
  invited_by TEXT REFERENCES memberships (uuid), status INTEGER NOT NULL, access_all BOOLEAN NOT NULL DEFAULT 0,
  shared_key TEXT, UNIQUE (user_uuid, organization_uuid)
);

CREATE TABLE roles (
  id INTEGER NOT NULL PRIMARY KEY, organization_uuid TEXT REFERENCES organizations (uuid), name TEXT NOT NULL,
  rights TEXT NOT NULL, created_by TEXT REFERENCES users (uuid), UNIQUE (organization_uuid, name)
);

CREATE TABLE collections (
  uuid TEXT NOT NULL PRIMARY KEY, organization_uuid TEXT NOT NULL REFERENCES organizations (uuid),
  parent_uuid TEXT REFERENCES collections (uuid), name TEXT NOT NULL, external_id TEXT,
  created_by TEXT REFERENCES users (uuid)
);

CREATE TABLE groups (
  uuid TEXT NOT NULL PRIMARY KEY, organization_uuid TEXT NOT NULL REFERENCES organizations (uuid), name TEXT NOT NULL,
  external_id TEXT, role_id INTEGER REFERENCES roles (id), created_by TEXT REFERENCES users (uuid),
  UNIQUE (organization_uuid, external_id)
);

CREATE TABLE group_members (
  group_uuid TEXT NOT NULL REFERENCES groups (uuid), membership_uuid TEXT NOT NULL REFERENCES memberships (uuid),
  added_by TEXT REFERENCES users (uuid), PRIMARY KEY (group_uuid, membership_uuid)
) WITHOUT ROWID;

CREATE TABLE group_collections (
  group_uuid TEXT NOT NULL REFERENCES groups (uuid), collection_uuid TEXT NOT NULL REFERENCES collections (uuid),
  read_only BOOLEAN NOT NULL, hide_passwords BOOLEAN NOT NULL, granted_by TEXT REFERENCES users (uuid),
  PRIMARY KEY (collection_uuid, group_uuid)
);

CREATE TABLE user_collections (
  user_uuid TEXT NOT NULL REFERENCES users (uuid), collection_uuid TEXT NOT NULL REFERENCES collections (uuid),
  read_only BOOLEAN NOT NULL, manage BOOLEAN NOT NULL, granted_by TEXT REFERENCES users (uuid),
  PRIMARY KEY (user_uuid, collection_uuid)
);

CREATE TABLE folders (
  uuid TEXT NOT NULL PRIMARY KEY, user_uuid TEXT NOT NULL REFERENCES users (uuid), name TEXT NOT NULL,
  parent_uuid TEXT REFERENCES folders (uuid), created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);

CREATE TABLE ciphers (
  uuid TEXT NOT NULL PRIMARY KEY, user_uuid TEXT REFERENCES users (uuid),
  organization_uuid TEXT REFERENCES organizations (uuid), template_id INTEGER REFERENCES item_templates (id),
  copied_from TEXT REFERENCES ciphers (uuid), changed_on TEXT REFERENCES devices (uuid), kind INTEGER NOT NULL,
  name TEXT NOT NULL, notes TEXT, fields TEXT, data TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);

CREATE TABLE item_templates (
  id INTEGER NOT NULL PRIMARY KEY, organization_uuid TEXT REFERENCES organizations (uuid), name TEXT NOT NULL,
  fields TEXT NOT NULL, created_by TEXT REFERENCES users (uuid)
);

CREATE TABLE cipher_versions (
  cipher_uuid TEXT NOT NULL REFERENCES ciphers (uuid), number INTEGER NOT NULL, data TEXT NOT NULL,
  changed_by TEXT REFERENCES users (uuid), changed_on TEXT REFERENCES devices (uuid), PRIMARY KEY (cipher_uuid, number)
) WITHOUT ROWID;

CREATE TABLE attachments (
  id TEXT NOT NULL PRIMARY KEY, cipher_uuid TEXT NOT NULL REFERENCES ciphers (uuid), file_name TEXT NOT NULL,
  file_size INTEGER NOT NULL, key TEXT, uploaded_by TEXT REFERENCES users (uuid),
  uploaded_on TEXT REFERENCES devices (uuid)
);

CREATE TABLE collection_ciphers (
  cipher_uuid TEXT NOT NULL REFERENCES ciphers (uuid), collection_uuid TEXT NOT NULL REFERENCES collections (uuid),
  added_by TEXT REFERENCES users (uuid), PRIMARY KEY (cipher_uuid, collection_uuid)
);

CREATE TABLE folder_ciphers (
  cipher_uuid TEXT NOT NULL REFERENCES ciphers (uuid), folder_uuid TEXT NOT NULL REFERENCES folders (uuid),
  PRIMARY KEY (cipher_uuid, folder_uuid)
) WITHOUT ROWID;

CREATE TABLE favorites (
  user_uuid TEXT NOT NULL REFERENCES users (uuid), cipher_uuid TEXT NOT NULL REFERENCES ciphers (uuid),
  PRIMARY KEY (user_uuid, cipher_uuid)
) WITHOUT ROWID;

CREATE TABLE sends (
  uuid TEXT NOT NULL PRIMARY KEY, user_uuid TEXT REFERENCES users (uuid),
  organization_uuid TEXT REFERENCES organizations (uuid), cipher_uuid TEXT REFERENCES ciphers (uuid),
  created_on TEXT REFERENCES devices (uuid), name TEXT NOT NULL, data TEXT NOT NULL, password_hash BLOB,
  max_access_count INTEGER, access_count INTEGER NOT NULL DEFAULT 0, expires_at TEXT
);

CREATE TABLE policies (
  uuid TEXT NOT NULL PRIMARY KEY, organization_uuid TEXT NOT NULL REFERENCES organizations (uuid),
  kind INTEGER NOT NULL, enabled BOOLEAN NOT NULL, data TEXT NOT NULL, changed_by TEXT REFERENCES users (uuid),
  collection_uuid TEXT REFERENCES collections (uuid), UNIQUE (organization_uuid, kind)
);

CREATE TABLE emergency_contacts (
  uuid TEXT NOT NULL PRIMARY KEY, grantor_uuid TEXT NOT NULL REFERENCES users (uuid),
  grantee_uuid TEXT REFERENCES users (uuid), organization_uuid TEXT REFERENCES organizations (uuid), email TEXT,
  status INTEGER NOT NULL, wait_days INTEGER NOT NULL, requested_on TEXT REFERENCES devices (uuid)
);

CREATE TABLE second_factors (
  uuid TEXT NOT NULL PRIMARY KEY, user_uuid TEXT NOT NULL REFERENCES users (uuid), kind INTEGER NOT NULL,
  enabled BOOLEAN NOT NULL, data TEXT NOT NULL, device_uuid TEXT REFERENCES devices (uuid), UNIQUE (user_uuid, kind)
);

CREATE TABLE login_requests (
  uuid TEXT NOT NULL PRIMARY KEY, user_uuid TEXT NOT NULL REFERENCES users (uuid),
  organization_uuid TEXT REFERENCES organizations (uuid), request_device TEXT REFERENCES devices (uuid),
  response_device TEXT REFERENCES devices (uuid), approver_uuid TEXT REFERENCES memberships (uuid),
  code TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL, approved BOOLEAN
);

CREATE TABLE identity_providers (
  id INTEGER NOT NULL PRIMARY KEY, organization_uuid TEXT NOT NULL REFERENCES organizations (uuid),
  name TEXT NOT NULL, issuer TEXT NOT NULL UNIQUE, default_role INTEGER REFERENCES roles (id),
  default_group TEXT REFERENCES groups (uuid), created_by TEXT REFERENCES users (uuid)
);

CREATE TABLE identities (
  provider_id INTEGER NOT NULL REFERENCES identity_providers (id), subject TEXT NOT NULL,
  user_uuid TEXT NOT NULL REFERENCES users (uuid), membership_uuid TEXT REFERENCES memberships (uuid),
  linked_by TEXT REFERENCES users (uuid), PRIMARY KEY (provider_id, subject)
);

CREATE TABLE api_keys (
  uuid TEXT NOT NULL PRIMARY KEY, organization_uuid TEXT REFERENCES organizations (uuid),
  user_uuid TEXT REFERENCES users (uuid), role_id INTEGER REFERENCES roles (id), secret TEXT NOT NULL UNIQUE,
  revised_at TEXT NOT NULL
);

CREATE TABLE events (
  uuid TEXT NOT NULL PRIMARY KEY, kind INTEGER NOT NULL, happened_at TEXT NOT NULL, address TEXT,
  user_uuid TEXT REFERENCES users (uuid), organization_uuid TEXT REFERENCES organizations (uuid),
  cipher_uuid TEXT REFERENCES ciphers (uuid), collection_uuid TEXT REFERENCES collections (uuid),
  group_uuid TEXT REFERENCES groups (uuid), membership_uuid TEXT REFERENCES memberships (uuid),
  acting_user TEXT REFERENCES users (uuid), device_uuid TEXT REFERENCES devices (uuid),
  policy_uuid TEXT REFERENCES policies (uuid), api_key_uuid TEXT REFERENCES api_keys (uuid)
);
