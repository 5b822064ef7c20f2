<?php
operation('introspect', fn () => columns());
operation('introspect tables', fn () => joined(tables()));
operation('pending');
