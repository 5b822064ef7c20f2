class KeepDeletedRows < ActiveRecord::Migration[6.1]
  include SoftdeleteMigration

  def up
    %w[color paint swatch note sale tag color_tag].each { |table| enable(table, STORAGE) } unless STORAGE == "plain"
  end
end
