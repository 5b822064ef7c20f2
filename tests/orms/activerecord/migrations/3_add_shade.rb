class AddShade < ActiveRecord::Migration[6.1]
  include SoftdeleteMigration

  def up
    add_column(:color, :shade, :string)
    repair unless STORAGE == "plain"
  end
end
