<lexicon>
  <lexeme><grapheme>psoas</grapheme><phoneme>ˈsəʊæs</phoneme></lexeme>
</lexicon>
