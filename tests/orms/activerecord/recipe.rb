module Softdelete # Prepended to the adapter: loads the extension into every connection.
  def configure_connection
    super
    @connection.enable_load_extension(true)
    @connection.load_extension(ENV["SOFTDELETE_LIBRARY"])
    @connection.enable_load_extension(false)
  end
end
ActiveRecord::ConnectionAdapters::SQLite3Adapter.prepend(Softdelete)
ActiveRecord::SchemaDumper.ignore_tables << /softdelete/

module SoftdeleteMigration # In a migration: include SoftdeleteMigration
  def enable(table, storage) = execute("INSERT INTO softdelete(table_name, storage) VALUES ('#{table}', '#{storage}')")
  def repair = execute("SELECT softdelete_repair()") # Ends a migration that rebuilds, such as by change_column.
end
