<?php
operation('delete migrated', fn () => Color::create(['name' => 'khaki', 'shade' => 'light'])->delete(), colors('khaki'));
operation('insert migrated', fn () => add('khaki') ? null : null, colors('khaki'));
