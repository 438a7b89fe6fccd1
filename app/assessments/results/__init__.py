"""The result (resultaat) of a zelfscan: numbers, sentences, pictures."""
