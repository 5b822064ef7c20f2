<?php
use Illuminate\Support\Facades\DB;

if (STORAGE === 'archive') {
    restorable();
}
operation('see the trash', fn () => trash('khaki', 'teal'));
operation('restore', fn () => restored('teal'), colors('teal'));
operation('restore with children', fn () => restored('pink'), both(colors('pink'), names(Paint::class, 'coral', 'salmon')));
operation('purge', fn () => DB::table('color_deleted')->where('name', 'plum')->delete(), fn () => trash('plum'));
