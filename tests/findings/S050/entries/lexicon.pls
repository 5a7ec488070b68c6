<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-GB">
  <lexeme><grapheme>psoas</grapheme><phoneme>ˈsəʊæs</phoneme></lexeme>
  <lexeme><grapheme>psoas</grapheme><phoneme>ˈpsəʊæs</phoneme></lexeme>
  <lexeme><phoneme>ˈsəʊæs</phoneme></lexeme>
  <lexeme><grapheme>gluteal</grapheme></lexeme>
  <lexeme><grapheme>sciatic</grapheme><phoneme alphabet="x-sampa">saI"{tIk</phoneme></lexeme>
  <lexeme><grapheme>NHS</grapheme><alias>National Health Service</alias></lexeme>
  <lexeme role="noun"><grapheme>lead</grapheme><phoneme>lɛd</phoneme></lexeme>
  <lexeme><grapheme> </grapheme><phoneme>lɛd</phoneme></lexeme>
  <word>neck</word>
</lexicon>
