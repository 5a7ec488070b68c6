"""English as a review reads it."""

from pubpipe.wording.english_syllables import syllables
from pubpipe.wording.review_words import ReviewWords

REVIEW = ReviewWords(syllables=syllables)
