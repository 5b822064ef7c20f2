<?php
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

operation('add column', function () {
    Schema::table('color', fn (Blueprint $table) => $table->string('shade')->nullable());
    return columns();
});
operation('rebuild', function () {
    lengthen();
    return columns();
});
