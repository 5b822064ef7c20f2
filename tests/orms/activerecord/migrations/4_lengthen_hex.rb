class LengthenHex < ActiveRecord::Migration[6.1]
  include SoftdeleteMigration
  disable_ddl_transaction! # PRAGMA foreign_keys does nothing inside a transaction.

  def up
    execute("UPDATE softdelete SET suspended = 1") if STORAGE == "flag"
    connection.disable_referential_integrity { change_column(:color, :hex, :string, limit: 9) }
    execute("UPDATE softdelete SET suspended = 0") if STORAGE == "flag"
    repair unless STORAGE == "plain"
  end
end
