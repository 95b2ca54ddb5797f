extension Schema {
    /// Lessons that a tenant's customers taught, by category, and whose turn it is to make new ones.
    ///
    /// `consultation.learns` is whether she agrees to `learn` now, `category` what the case is about; both are `NULL` in
    /// cases begun before the columns. Of `learning`,
    /// `withdrawals` counts cases that taught and are no longer to, `number` the lessons ever made, `due` says when a
    /// worker may take its turn, `seen` what the last had before it.
    static let learning = [
        "ALTER TABLE consultation ADD COLUMN learns INTEGER",
        "ALTER TABLE consultation ADD COLUMN category TEXT",
        """
        CREATE TABLE learning(
            tenant TEXT PRIMARY KEY REFERENCES tenant(id), withdrawals INTEGER NOT NULL, number INTEGER NOT NULL,
            due REAL NOT NULL, holder TEXT, seen TEXT)
        """,
        """
        CREATE TABLE lessons(
            tenant TEXT NOT NULL REFERENCES tenant(id), category TEXT NOT NULL, number INTEGER NOT NULL,
            catalog INTEGER NOT NULL, at REAL NOT NULL, cases INTEGER NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (tenant, category))
        """,
    ]
}
