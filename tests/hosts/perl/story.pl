use strict;
use warnings;
use DBI;

my ($library) = @ARGV;

sub open_database {
    my ($extension) = @_;
    my $db = DBI->connect("dbi:SQLite:dbname=app.db", "", "", { RaiseError => 1, PrintError => 0 });
    $db->do("PRAGMA foreign_keys = ON");
    if ($extension) {
        $db->sqlite_enable_load_extension(1);
        $db->sqlite_load_extension($library);
        $db->sqlite_enable_load_extension(0);
    }
    return $db;
}

sub value {
    my ($db, $sql, @parameters) = @_;
    return $db->selectrow_array($sql, undef, @parameters);
}

sub names {
    my ($db, $sql) = @_;
    return join(",", @{ $db->selectcol_arrayref($sql) }) || "-";
}

sub show {
    my ($db, $title) = @_;
    my ($live, $trash) = map {
        my $state = $_;
        join " / ", map { names($db, "SELECT name FROM ${_}_$state ORDER BY id") } qw(color paint);
    } qw(active deleted);
    my $rows = join " / ", map { value($db, "SELECT count(*) FROM $_") } qw(color paint);
    print "$title: live $live; trash $trash; rows $rows\n";
}

my $db = open_database(1);
print "sqlite ", value($db, "SELECT sqlite_version()"), "\n";
$db->do("CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)");
$db->do("CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT)");
my $insert = $db->prepare("INSERT INTO color(name) VALUES (?)");
$insert->execute($_) for qw(red green blue);
$insert = $db->prepare("INSERT INTO paint(color_id, name) VALUES (?, ?)");
$insert->execute(@$_) for [1, "rose"], [1, "cherry"], [2, "olive"], [3, "navy"];
$db->do("INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')");
show($db, "enabled");

# Prepared once and used as long as the connection lives, through suspending and resuming.
my $delete = $db->prepare("DELETE FROM color WHERE name = ?");
$delete->execute("red");
show($db, "deleted");
print "restore ", value($db, "SELECT restore('color', ?)", 1), "\n";
show($db, "restored");
$delete->execute("red");
print "purge ", value($db, "SELECT purge('color', ?)", 1), "\n";
show($db, "purged");

$db->do("UPDATE softdelete SET suspended = 1");
$db->do("DELETE FROM paint WHERE name = ?", undef, "olive");
$db->do("UPDATE softdelete SET suspended = 0");
show($db, "resumed");
undef $delete;
undef $insert;
$db->disconnect;

$db = open_database(0);
print "functions ", value($db, "SELECT count(*) FROM pragma_function_list WHERE name = 'restore'"), "\n";
$db->do("DELETE FROM color WHERE name = ?", undef, "blue");
show($db, "plain delete");
$db->do("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", undef, "blue");
show($db, "plain restore");
$db->disconnect;

$db = open_database(1);
$db->do("DELETE FROM softdelete WHERE table_name = ?", undef, "paint");
print "managed ", names($db, "SELECT table_name FROM softdelete"), "\n";
$db->do("DELETE FROM paint");
print "paints ", value($db, "SELECT count(*) FROM paint"), "\n";
# DBI dies with a string: there is no class.
eval { $db->do("INSERT INTO softdelete(table_name) VALUES ('nowhere')") };
print "error -: ", $db->errstr, "\n" if $@;
$db->disconnect;
