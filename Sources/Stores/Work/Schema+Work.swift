extension Schema {
    /// Webhooks and what they are still to be told; jobs and their pictures.
    ///
    /// `due` says when a row may be taken: after a pause, or when the lease of who took it ends. `holder` is who took it
    /// last; only that one may say what became of it.
    static let work = [
        """
        CREATE TABLE webhook(
            tenant TEXT NOT NULL REFERENCES tenant(id), id TEXT NOT NULL, url TEXT NOT NULL, events TEXT NOT NULL,
            secret BLOB NOT NULL, sealed INTEGER NOT NULL, created REAL NOT NULL, failing REAL, failure TEXT,
            disabled REAL, PRIMARY KEY (tenant, id))
        """,
        """
        CREATE TABLE job(
            tenant TEXT NOT NULL REFERENCES tenant(id), id TEXT NOT NULL, customer TEXT, created REAL NOT NULL,
            expires REAL NOT NULL, settings TEXT NOT NULL, total INTEGER NOT NULL, done INTEGER NOT NULL, failed INTEGER NOT NULL,
            finished REAL, cancelled REAL, PRIMARY KEY (tenant, id))
        """,
        "CREATE INDEX jobCustomer ON job(tenant, customer)",
        "CREATE INDEX jobExpiry ON job(expires)",
        """
        CREATE TABLE jobItem(
            tenant TEXT NOT NULL, job TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, path TEXT,
            sealed BLOB, attempts INTEGER NOT NULL, due REAL, holder TEXT, code TEXT, result TEXT,
            PRIMARY KEY (tenant, job, number),
            FOREIGN KEY (tenant, job) REFERENCES job(tenant, id) ON DELETE CASCADE)
        """,
        "CREATE INDEX jobItemDue ON jobItem(due)",
        "CREATE INDEX jobItemHolder ON jobItem(holder)",
        """
        CREATE TABLE delivery(
            tenant TEXT NOT NULL, id TEXT NOT NULL, webhook TEXT NOT NULL, consultation TEXT, job TEXT,
            body TEXT NOT NULL, created REAL NOT NULL, attempts INTEGER NOT NULL, due REAL NOT NULL, holder TEXT,
            PRIMARY KEY (tenant, id),
            FOREIGN KEY (tenant, webhook) REFERENCES webhook(tenant, id) ON DELETE CASCADE,
            FOREIGN KEY (tenant, consultation) REFERENCES consultation(tenant, id) ON DELETE CASCADE,
            FOREIGN KEY (tenant, job) REFERENCES job(tenant, id) ON DELETE CASCADE)
        """,
        "CREATE INDEX deliveryDue ON delivery(due)",
        "CREATE INDEX deliveryWebhook ON delivery(tenant, webhook)",
        "CREATE INDEX deliveryConsultation ON delivery(tenant, consultation)",
        "CREATE INDEX deliveryJob ON delivery(tenant, job)",
    ]
}
