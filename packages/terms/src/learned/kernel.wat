;; The arithmetic of the encoder, four or eight numbers at a time. Places, strides and sizes are in bytes where nothing else is said.
;; Every operation is fixed by IEEE 754 or whole: the same numbers give the same numbers on every machine.
(module
  (memory (export "memory") 1)

  ;; Rounds rows of float32 to int16, four rows side by side: two numbers of each of the four, then the next two. A row's step is
  ;; what one whole number is worth. `rows` is a multiple of 4, `size` of 32.
  (func (export "round")
    (param $from i32) (param $stride i32) (param $rows i32) (param $size i32) (param $greatest f32) (param $to i32) (param $steps i32)
    (local $at i32) (local $end i32) (local $next i32)
    (local $f0 v128) (local $f1 v128) (local $f2 v128) (local $f3 v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $ab v128) (local $cd v128) (local $half v128)
    ;; of a number with 1.5 * 2^23 added the last bits are the nearest whole number, half to even
    (local.set $half (v128.const f32x4 12582912 12582912 12582912 12582912))
    (loop $four
      (local.set $f0 (call $step (local.get $from) (local.get $size) (local.get $greatest) (local.get $steps)))
      (local.set $next (i32.add (local.get $from) (local.get $stride)))
      (local.set $f1 (call $step (local.get $next) (local.get $size) (local.get $greatest) (i32.add (local.get $steps) (i32.const 4))))
      (local.set $next (i32.add (local.get $next) (local.get $stride)))
      (local.set $f2 (call $step (local.get $next) (local.get $size) (local.get $greatest) (i32.add (local.get $steps) (i32.const 8))))
      (local.set $next (i32.add (local.get $next) (local.get $stride)))
      (local.set $f3 (call $step (local.get $next) (local.get $size) (local.get $greatest) (i32.add (local.get $steps) (i32.const 12))))
      (local.set $at (local.get $from))
      (local.set $end (i32.add (local.get $from) (local.get $size)))
      (loop $along
        (local.set $a
          (i16x8.narrow_i32x4_s
            (i32x4.sub (f32x4.add (f32x4.mul (local.get $f0) (v128.load (local.get $at))) (local.get $half)) (local.get $half))
            (i32x4.sub (f32x4.add (f32x4.mul (local.get $f0) (v128.load offset=16 (local.get $at))) (local.get $half)) (local.get $half))))
        (local.set $next (i32.add (local.get $at) (local.get $stride)))
        (local.set $b
          (i16x8.narrow_i32x4_s
            (i32x4.sub (f32x4.add (f32x4.mul (local.get $f1) (v128.load (local.get $next))) (local.get $half)) (local.get $half))
            (i32x4.sub (f32x4.add (f32x4.mul (local.get $f1) (v128.load offset=16 (local.get $next))) (local.get $half)) (local.get $half))))
        (local.set $next (i32.add (local.get $next) (local.get $stride)))
        (local.set $c
          (i16x8.narrow_i32x4_s
            (i32x4.sub (f32x4.add (f32x4.mul (local.get $f2) (v128.load (local.get $next))) (local.get $half)) (local.get $half))
            (i32x4.sub (f32x4.add (f32x4.mul (local.get $f2) (v128.load offset=16 (local.get $next))) (local.get $half)) (local.get $half))))
        (local.set $next (i32.add (local.get $next) (local.get $stride)))
        (local.set $d
          (i16x8.narrow_i32x4_s
            (i32x4.sub (f32x4.add (f32x4.mul (local.get $f3) (v128.load (local.get $next))) (local.get $half)) (local.get $half))
            (i32x4.sub (f32x4.add (f32x4.mul (local.get $f3) (v128.load offset=16 (local.get $next))) (local.get $half)) (local.get $half))))
        ;; four rows of four pairs become four pairs of four rows
        (local.set $ab (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b)))
        (local.set $cd (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $c) (local.get $d)))
        (v128.store (local.get $to) (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $ab) (local.get $cd)))
        (v128.store offset=16 (local.get $to) (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $ab) (local.get $cd)))
        (local.set $ab (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $a) (local.get $b)))
        (local.set $cd (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $c) (local.get $d)))
        (v128.store offset=32 (local.get $to) (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $ab) (local.get $cd)))
        (v128.store offset=48 (local.get $to) (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $ab) (local.get $cd)))
        (local.set $to (i32.add (local.get $to) (i32.const 64)))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br_if $along (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $from (i32.add (local.get $from) (i32.shl (local.get $stride) (i32.const 2))))
      (local.set $steps (i32.add (local.get $steps) (i32.const 16)))
      (local.set $rows (i32.sub (local.get $rows) (i32.const 4)))
      (br_if $four (local.get $rows))))

  ;; The step of a row, written to `to`; what the row is to be multiplied by, in all lanes: 0 for one of zeros, or nearly.
  (func $step (param $from i32) (param $size i32) (param $greatest f32) (param $to i32) (result v128)
    (local $end i32) (local $peak v128) (local $most f32)
    (local.set $end (i32.add (local.get $from) (local.get $size)))
    (loop $along
      (local.set $peak (f32x4.pmax (local.get $peak) (f32x4.abs (v128.load (local.get $from)))))
      (local.set $peak (f32x4.pmax (local.get $peak) (f32x4.abs (v128.load offset=16 (local.get $from)))))
      (local.set $from (i32.add (local.get $from) (i32.const 32)))
      (br_if $along (i32.lt_u (local.get $from) (local.get $end))))
    (local.set $most (call $greatest (local.get $peak)))
    (f32.store (local.get $to) (f32.div (local.get $most) (local.get $greatest)))
    (f32x4.splat
      (select (f32.div (local.get $greatest) (local.get $most)) (f32.const 0) (f32.gt (local.get $most) (f32.const 1e-30)))))

  ;; out[row][column] = step[row] * scale[column] * (sum of left[row][n] * right[column][n]) + bias[column].
  ;; `left` is as `round` writes it; `right` is int8, eight columns side by side: two numbers of each of the eight, then the next two.
  ;; `rows` is a multiple of 4, `columns` of 8; `pairs` is half the length of a row, `stride` that between rows of `out`. `wide` is room
  ;; for eight columns as int16: they are widened once for all rows, in one go, while what comes from afar can come at the same time.
  (func (export "product")
    (param $left i32) (param $steps i32) (param $rows i32)
    (param $right i32) (param $scale i32) (param $bias i32) (param $columns i32)
    (param $pairs i32) (param $out i32) (param $stride i32) (param $wide i32)
    (local $l i32) (local $r i32) (local $end i32) (local $row i32) (local $step i32) (local $o i32)
    (local $a v128) (local $b v128) (local $c v128) (local $scale0 v128) (local $scale1 v128) (local $bias0 v128) (local $bias1 v128)
    (local $s00 v128) (local $s01 v128) (local $s10 v128) (local $s11 v128)
    (local $s20 v128) (local $s21 v128) (local $s30 v128) (local $s31 v128)
    (local.set $end (i32.add (local.get $wide) (i32.shl (local.get $pairs) (i32.const 5))))
    (loop $eight
      (local.set $r (local.get $wide))
      (loop $widen
        (v128.store (local.get $r) (v128.load8x8_s (local.get $right)))
        (v128.store offset=16 (local.get $r) (v128.load8x8_s offset=8 (local.get $right)))
        (local.set $right (i32.add (local.get $right) (i32.const 16)))
        (local.set $r (i32.add (local.get $r) (i32.const 32)))
        (br_if $widen (i32.lt_u (local.get $r) (local.get $end))))
      (local.set $row (local.get $rows))
      (local.set $l (local.get $left))
      (local.set $step (local.get $steps))
      (local.set $o (local.get $out))
      (loop $four
        (local.set $s00 (v128.const i32x4 0 0 0 0)) (local.set $s01 (v128.const i32x4 0 0 0 0))
        (local.set $s10 (v128.const i32x4 0 0 0 0)) (local.set $s11 (v128.const i32x4 0 0 0 0))
        (local.set $s20 (v128.const i32x4 0 0 0 0)) (local.set $s21 (v128.const i32x4 0 0 0 0))
        (local.set $s30 (v128.const i32x4 0 0 0 0)) (local.set $s31 (v128.const i32x4 0 0 0 0))
        (local.set $r (local.get $wide))
        (loop $along
          (local.set $b (v128.load (local.get $r)))
          (local.set $c (v128.load offset=16 (local.get $r)))
          (local.set $a (v128.load32_splat (local.get $l)))
          (local.set $s00 (i32x4.add (local.get $s00) (i32x4.dot_i16x8_s (local.get $a) (local.get $b))))
          (local.set $s01 (i32x4.add (local.get $s01) (i32x4.dot_i16x8_s (local.get $a) (local.get $c))))
          (local.set $a (v128.load32_splat offset=4 (local.get $l)))
          (local.set $s10 (i32x4.add (local.get $s10) (i32x4.dot_i16x8_s (local.get $a) (local.get $b))))
          (local.set $s11 (i32x4.add (local.get $s11) (i32x4.dot_i16x8_s (local.get $a) (local.get $c))))
          (local.set $a (v128.load32_splat offset=8 (local.get $l)))
          (local.set $s20 (i32x4.add (local.get $s20) (i32x4.dot_i16x8_s (local.get $a) (local.get $b))))
          (local.set $s21 (i32x4.add (local.get $s21) (i32x4.dot_i16x8_s (local.get $a) (local.get $c))))
          (local.set $a (v128.load32_splat offset=12 (local.get $l)))
          (local.set $s30 (i32x4.add (local.get $s30) (i32x4.dot_i16x8_s (local.get $a) (local.get $b))))
          (local.set $s31 (i32x4.add (local.get $s31) (i32x4.dot_i16x8_s (local.get $a) (local.get $c))))
          (local.set $l (i32.add (local.get $l) (i32.const 16)))
          (local.set $r (i32.add (local.get $r) (i32.const 32)))
          (br_if $along (i32.lt_u (local.get $r) (local.get $end))))
        (local.set $scale0 (v128.load (local.get $scale)))
        (local.set $scale1 (v128.load offset=16 (local.get $scale)))
        (local.set $bias0 (v128.load (local.get $bias)))
        (local.set $bias1 (v128.load offset=16 (local.get $bias)))
        (local.set $a (v128.load32_splat (local.get $step)))
        (v128.store (local.get $o)
          (f32x4.add (f32x4.mul (f32x4.mul (f32x4.convert_i32x4_s (local.get $s00)) (local.get $a)) (local.get $scale0)) (local.get $bias0)))
        (v128.store offset=16 (local.get $o)
          (f32x4.add (f32x4.mul (f32x4.mul (f32x4.convert_i32x4_s (local.get $s01)) (local.get $a)) (local.get $scale1)) (local.get $bias1)))
        (local.set $o (i32.add (local.get $o) (local.get $stride)))
        (local.set $a (v128.load32_splat offset=4 (local.get $step)))
        (v128.store (local.get $o)
          (f32x4.add (f32x4.mul (f32x4.mul (f32x4.convert_i32x4_s (local.get $s10)) (local.get $a)) (local.get $scale0)) (local.get $bias0)))
        (v128.store offset=16 (local.get $o)
          (f32x4.add (f32x4.mul (f32x4.mul (f32x4.convert_i32x4_s (local.get $s11)) (local.get $a)) (local.get $scale1)) (local.get $bias1)))
        (local.set $o (i32.add (local.get $o) (local.get $stride)))
        (local.set $a (v128.load32_splat offset=8 (local.get $step)))
        (v128.store (local.get $o)
          (f32x4.add (f32x4.mul (f32x4.mul (f32x4.convert_i32x4_s (local.get $s20)) (local.get $a)) (local.get $scale0)) (local.get $bias0)))
        (v128.store offset=16 (local.get $o)
          (f32x4.add (f32x4.mul (f32x4.mul (f32x4.convert_i32x4_s (local.get $s21)) (local.get $a)) (local.get $scale1)) (local.get $bias1)))
        (local.set $o (i32.add (local.get $o) (local.get $stride)))
        (local.set $a (v128.load32_splat offset=12 (local.get $step)))
        (v128.store (local.get $o)
          (f32x4.add (f32x4.mul (f32x4.mul (f32x4.convert_i32x4_s (local.get $s30)) (local.get $a)) (local.get $scale0)) (local.get $bias0)))
        (v128.store offset=16 (local.get $o)
          (f32x4.add (f32x4.mul (f32x4.mul (f32x4.convert_i32x4_s (local.get $s31)) (local.get $a)) (local.get $scale1)) (local.get $bias1)))
        (local.set $o (i32.add (local.get $o) (local.get $stride)))
        (local.set $step (i32.add (local.get $step) (i32.const 16)))
        (local.set $row (i32.sub (local.get $row) (i32.const 4)))
        (br_if $four (local.get $row)))
      (local.set $scale (i32.add (local.get $scale) (i32.const 32)))
      (local.set $bias (i32.add (local.get $bias) (i32.const 32)))
      (local.set $out (i32.add (local.get $out) (i32.const 32)))
      (local.set $columns (i32.sub (local.get $columns) (i32.const 8)))
      (br_if $eight (local.get $columns))))

  ;; out[row][column] = sum of left[row][n] * right[n][column], all float32. `rows` is a multiple of 4, `columns` of 8.
  (func (export "multiply")
    (param $left i32) (param $leftStride i32) (param $right i32) (param $rightStride i32) (param $out i32) (param $stride i32)
    (param $rows i32) (param $columns i32) (param $depth i32)
    (local $l0 i32) (local $l1 i32) (local $l2 i32) (local $l3 i32) (local $r i32) (local $end i32) (local $row i32) (local $o i32) (local $l i32)
    (local $a v128) (local $b v128) (local $c v128)
    (local $s00 v128) (local $s01 v128) (local $s10 v128) (local $s11 v128)
    (local $s20 v128) (local $s21 v128) (local $s30 v128) (local $s31 v128)
    (local.set $depth (i32.shl (local.get $depth) (i32.const 2)))
    (loop $eight
      (local.set $row (local.get $rows))
      (local.set $l (local.get $left))
      (local.set $o (local.get $out))
      (loop $four
        (local.set $s00 (v128.const i32x4 0 0 0 0)) (local.set $s01 (v128.const i32x4 0 0 0 0))
        (local.set $s10 (v128.const i32x4 0 0 0 0)) (local.set $s11 (v128.const i32x4 0 0 0 0))
        (local.set $s20 (v128.const i32x4 0 0 0 0)) (local.set $s21 (v128.const i32x4 0 0 0 0))
        (local.set $s30 (v128.const i32x4 0 0 0 0)) (local.set $s31 (v128.const i32x4 0 0 0 0))
        (local.set $r (local.get $right))
        (local.set $l0 (local.get $l))
        (local.set $l1 (i32.add (local.get $l0) (local.get $leftStride)))
        (local.set $l2 (i32.add (local.get $l1) (local.get $leftStride)))
        (local.set $l3 (i32.add (local.get $l2) (local.get $leftStride)))
        (local.set $end (i32.add (local.get $l0) (local.get $depth)))
        (loop $along
          (local.set $b (v128.load (local.get $r)))
          (local.set $c (v128.load offset=16 (local.get $r)))
          (local.set $a (v128.load32_splat (local.get $l0)))
          (local.set $s00 (f32x4.add (local.get $s00) (f32x4.mul (local.get $a) (local.get $b))))
          (local.set $s01 (f32x4.add (local.get $s01) (f32x4.mul (local.get $a) (local.get $c))))
          (local.set $a (v128.load32_splat (local.get $l1)))
          (local.set $s10 (f32x4.add (local.get $s10) (f32x4.mul (local.get $a) (local.get $b))))
          (local.set $s11 (f32x4.add (local.get $s11) (f32x4.mul (local.get $a) (local.get $c))))
          (local.set $a (v128.load32_splat (local.get $l2)))
          (local.set $s20 (f32x4.add (local.get $s20) (f32x4.mul (local.get $a) (local.get $b))))
          (local.set $s21 (f32x4.add (local.get $s21) (f32x4.mul (local.get $a) (local.get $c))))
          (local.set $a (v128.load32_splat (local.get $l3)))
          (local.set $s30 (f32x4.add (local.get $s30) (f32x4.mul (local.get $a) (local.get $b))))
          (local.set $s31 (f32x4.add (local.get $s31) (f32x4.mul (local.get $a) (local.get $c))))
          (local.set $r (i32.add (local.get $r) (local.get $rightStride)))
          (local.set $l1 (i32.add (local.get $l1) (i32.const 4)))
          (local.set $l2 (i32.add (local.get $l2) (i32.const 4)))
          (local.set $l3 (i32.add (local.get $l3) (i32.const 4)))
          (local.set $l0 (i32.add (local.get $l0) (i32.const 4)))
          (br_if $along (i32.lt_u (local.get $l0) (local.get $end))))
        (v128.store (local.get $o) (local.get $s00))
        (v128.store offset=16 (local.get $o) (local.get $s01))
        (local.set $o (i32.add (local.get $o) (local.get $stride)))
        (v128.store (local.get $o) (local.get $s10))
        (v128.store offset=16 (local.get $o) (local.get $s11))
        (local.set $o (i32.add (local.get $o) (local.get $stride)))
        (v128.store (local.get $o) (local.get $s20))
        (v128.store offset=16 (local.get $o) (local.get $s21))
        (local.set $o (i32.add (local.get $o) (local.get $stride)))
        (v128.store (local.get $o) (local.get $s30))
        (v128.store offset=16 (local.get $o) (local.get $s31))
        (local.set $o (i32.add (local.get $o) (local.get $stride)))
        (local.set $l (i32.add (local.get $l) (i32.shl (local.get $leftStride) (i32.const 2))))
        (local.set $row (i32.sub (local.get $row) (i32.const 4)))
        (br_if $four (local.get $row)))
      (local.set $right (i32.add (local.get $right) (i32.const 32)))
      (local.set $out (i32.add (local.get $out) (i32.const 32)))
      (local.set $columns (i32.sub (local.get $columns) (i32.const 8)))
      (br_if $eight (local.get $columns))))

  ;; Writes the columns of a block of float32 as rows. `rows` and `columns` are counts.
  (func (export "turn") (param $from i32) (param $stride i32) (param $rows i32) (param $columns i32) (param $to i32) (param $toStride i32)
    (local $f i32) (local $t i32) (local $left i32)
    (loop $each
      (local.set $f (local.get $from))
      (local.set $t (local.get $to))
      (local.set $left (local.get $columns))
      (loop $along
        (f32.store (local.get $t) (f32.load (local.get $f)))
        (local.set $f (i32.add (local.get $f) (i32.const 4)))
        (local.set $t (i32.add (local.get $t) (local.get $toStride)))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (br_if $along (local.get $left)))
      (local.set $from (i32.add (local.get $from) (local.get $stride)))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
      (br_if $each (local.get $rows))))

  ;; Makes shares of each row of `length` numbers, each taken `scale` times: e to its power over the sum of all. Up to three numbers after
  ;; the row's last are overwritten.
  (func (export "softmax") (param $place i32) (param $stride i32) (param $rows i32) (param $length i32) (param $scale f32)
    (local $at i32) (local $end i32) (local $size i32) (local $most v128) (local $sum v128) (local $factor v128)
    (local.set $size (i32.shl (local.get $length) (i32.const 2)))
    (local.set $factor (f32x4.splat (local.get $scale)))
    (loop $each
      (local.set $at (i32.add (local.get $place) (local.get $size)))
      (local.set $end (i32.and (i32.add (local.get $at) (i32.const 15)) (i32.const -16)))
      (loop $beyond
        (if (i32.lt_u (local.get $at) (local.get $end))
          (then
            (f32.store (local.get $at) (f32.const -3e38))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (br $beyond))))
      (local.set $most (f32x4.splat (f32.const -3e38)))
      (local.set $at (local.get $place))
      (loop $along
        (local.set $most (f32x4.pmax (local.get $most) (v128.load (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $along (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $most (f32x4.splat (call $greatest (local.get $most))))
      (local.set $at (local.get $place))
      (loop $along
        (v128.store
          (local.get $at)
          (f32x4.mul (f32x4.sub (v128.load (local.get $at)) (local.get $most)) (local.get $factor)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $along (i32.lt_u (local.get $at) (local.get $end))))
      (call $powers (local.get $place) (local.get $end))
      (local.set $sum (v128.const f32x4 0 0 0 0))
      (local.set $at (local.get $place))
      (loop $along
        (local.set $sum (f32x4.add (local.get $sum) (v128.load (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $along (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $sum (f32x4.splat (f32.div (f32.const 1) (call $total (local.get $sum)))))
      (local.set $at (local.get $place))
      (loop $along
        (v128.store (local.get $at) (f32x4.mul (v128.load (local.get $at)) (local.get $sum)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $along (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $place (i32.add (local.get $place) (local.get $stride)))
      (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
      (br_if $each (local.get $rows))))

  ;; x = the rows of x + added, each brought to mean 0 and variance 1, then times gain plus bias. Rows lie one after another; `size` is a
  ;; multiple of 16.
  (func (export "normalize") (param $x i32) (param $added i32) (param $rows i32) (param $size i32) (param $gain i32) (param $bias i32)
    (local $at i32) (local $end i32) (local $other i32) (local $sum v128) (local $mean v128) (local $factor v128) (local $count f32)
    (local.set $count (f32.convert_i32_u (i32.shr_u (local.get $size) (i32.const 2))))
    (loop $each
      (local.set $end (i32.add (local.get $x) (local.get $size)))
      (local.set $sum (v128.const f32x4 0 0 0 0))
      (local.set $at (local.get $x))
      (loop $along
        (local.set $factor (f32x4.add (v128.load (local.get $at)) (v128.load (local.get $added))))
        (v128.store (local.get $at) (local.get $factor))
        (local.set $sum (f32x4.add (local.get $sum) (local.get $factor)))
        (local.set $added (i32.add (local.get $added) (i32.const 16)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $along (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $mean (f32x4.splat (f32.div (call $total (local.get $sum)) (local.get $count))))
      (local.set $sum (v128.const f32x4 0 0 0 0))
      (local.set $at (local.get $x))
      (loop $along
        (local.set $factor (f32x4.sub (v128.load (local.get $at)) (local.get $mean)))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $factor) (local.get $factor))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $along (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $factor
        (f32x4.splat
          (f32.div
            (f32.const 1)
            (f32.sqrt (f32.add (f32.div (call $total (local.get $sum)) (local.get $count)) (f32.const 1e-12))))))
      (local.set $at (local.get $x))
      (local.set $other (i32.const 0))
      (loop $along
        (v128.store
          (local.get $at)
          (f32x4.add
            (f32x4.mul
              (f32x4.mul (f32x4.sub (v128.load (local.get $at)) (local.get $mean)) (local.get $factor))
              (v128.load (i32.add (local.get $gain) (local.get $other))))
            (v128.load (i32.add (local.get $bias) (local.get $other)))))
        (local.set $other (i32.add (local.get $other) (i32.const 16)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $along (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $x (local.get $end))
      (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
      (br_if $each (local.get $rows))))

  ;; Gaussian error linear units in their tanh form, which is x / (1 + exp(-2 * sqrt(2 / pi) * (x + 0.044715 * x^3))). `size` is a multiple of
  ;; 16; `beside` is room for 1024 bytes.
  (func (export "gelu") (param $place i32) (param $size i32) (param $beside i32)
    (local $end i32) (local $at i32) (local $stop i32) (local $b i32) (local $x v128)
    (local.set $end (i32.add (local.get $place) (local.get $size)))
    (loop $each
      (local.set $stop (i32.add (local.get $place) (i32.const 1024)))
      (local.set $stop (select (local.get $stop) (local.get $end) (i32.lt_u (local.get $stop) (local.get $end))))
      (local.set $at (local.get $place))
      (local.set $b (local.get $beside))
      (loop $along
        (local.set $x (v128.load (local.get $at)))
        (v128.store
          (local.get $b)
          (f32x4.mul
            (local.get $x)
            (f32x4.sub
              (v128.const f32x4 -1.5957691216 -1.5957691216 -1.5957691216 -1.5957691216)
              (f32x4.mul
                (v128.const f32x4 0.0713548162726 0.0713548162726 0.0713548162726 0.0713548162726)
                (f32x4.mul (local.get $x) (local.get $x))))))
        (local.set $b (i32.add (local.get $b) (i32.const 16)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $along (i32.lt_u (local.get $at) (local.get $stop))))
      (call $powers (local.get $beside) (local.get $b))
      (local.set $b (local.get $beside))
      (loop $along
        (v128.store
          (local.get $place)
          (f32x4.div
            (v128.load (local.get $place))
            (f32x4.add (v128.const f32x4 1 1 1 1) (v128.load (local.get $b)))))
        (local.set $b (i32.add (local.get $b) (i32.const 16)))
        (local.set $place (i32.add (local.get $place) (i32.const 16)))
        (br_if $along (i32.lt_u (local.get $place) (local.get $stop))))
      (br_if $each (i32.lt_u (local.get $place) (local.get $end)))))

  ;; Makes of each number, between -87 and 88, beyond as there, e to its power: 2^n * e^rest, the rest at most ln(2) / 2 and by its series.
  (func $powers (param $at i32) (param $end i32)
    (local $x v128) (local $n v128) (local $rest v128)
    (loop $along
      (local.set $x
        (f32x4.pmax
          (v128.const f32x4 -87 -87 -87 -87)
          (f32x4.pmin (v128.const f32x4 88 88 88 88) (v128.load (local.get $at)))))
      ;; the last bits of it are n, the nearest whole number; 1.5 * 2^23 has none of them
      (local.set $n
        (f32x4.add
          (f32x4.mul (local.get $x) (v128.const f32x4 1.44269504089 1.44269504089 1.44269504089 1.44269504089))
          (v128.const f32x4 12582912 12582912 12582912 12582912)))
      (local.set $rest (f32x4.sub (local.get $n) (v128.const f32x4 12582912 12582912 12582912 12582912)))
      ;; ln(2) in two pieces: the first times n is exact
      (local.set $rest
        (f32x4.sub
          (f32x4.sub
            (local.get $x)
            (f32x4.mul (local.get $rest) (v128.const f32x4 0.693359375 0.693359375 0.693359375 0.693359375)))
          (f32x4.mul (local.get $rest) (v128.const f32x4 -2.12194440e-4 -2.12194440e-4 -2.12194440e-4 -2.12194440e-4))))
      (v128.store
        (local.get $at)
        (f32x4.mul
          (i32x4.shl (i32x4.add (local.get $n) (v128.const i32x4 127 127 127 127)) (i32.const 23))
          (f32x4.add
            (v128.const f32x4 1 1 1 1)
            (f32x4.mul
              (local.get $rest)
              (f32x4.add
                (v128.const f32x4 1 1 1 1)
                (f32x4.mul
                  (local.get $rest)
                  (f32x4.add
                    (v128.const f32x4 0.5 0.5 0.5 0.5)
                    (f32x4.mul
                      (local.get $rest)
                      (f32x4.add
                        (v128.const f32x4 0.16666667 0.16666667 0.16666667 0.16666667)
                        (f32x4.mul
                          (local.get $rest)
                          (f32x4.add
                            (v128.const f32x4 0.041666667 0.041666667 0.041666667 0.041666667)
                            (f32x4.mul
                              (local.get $rest)
                              (f32x4.add
                                (v128.const f32x4 0.0083333333 0.0083333333 0.0083333333 0.0083333333)
                                (f32x4.mul
                                  (local.get $rest)
                                  (v128.const f32x4 0.0013888889 0.0013888889 0.0013888889 0.0013888889)))))))))))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $along (i32.lt_u (local.get $at) (local.get $end)))))

  ;; The four lanes added up.
  (func $total (param $lanes v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $lanes)) (f32x4.extract_lane 1 (local.get $lanes)))
      (f32.add (f32x4.extract_lane 2 (local.get $lanes)) (f32x4.extract_lane 3 (local.get $lanes)))))

  ;; The greatest of the four lanes.
  (func $greatest (param $lanes v128) (result f32)
    (f32.max
      (f32.max (f32x4.extract_lane 0 (local.get $lanes)) (f32x4.extract_lane 1 (local.get $lanes)))
      (f32.max (f32x4.extract_lane 2 (local.get $lanes)) (f32x4.extract_lane 3 (local.get $lanes))))))
