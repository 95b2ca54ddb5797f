extension Schema {
    /// A case's receipts are found without looking through those of all photos.
    static let erasure = [
        "CREATE INDEX receiptConsultation ON receipt(tenant, consultation) WHERE consultation IS NOT NULL"
    ]
}
