"""The model writer: a LangChain retrieval chain per section, whose figures are slots that code fills."""
