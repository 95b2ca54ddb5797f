extension Schema {
    /// A case's receipts are found without looking through those of all photos.
    static let erasure = [
        "CREATE INDEX receiptConsultation ON receipt(tenant, consultation) WHERE consultation IS NOT NULL"
    ]

    /// Which retailer's message has waited longest is found without looking through all of each.
    static let turns = ["CREATE INDEX deliveryTurn ON delivery(tenant, due)"]
}
