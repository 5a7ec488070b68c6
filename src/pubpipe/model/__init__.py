"""The frozen types that every room shares: article, dose, inline text, narration. No I/O here."""
