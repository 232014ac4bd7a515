CREATE TABLE IF NOT EXISTS embeddings (
  text_hash VARCHAR NOT NULL, model VARCHAR NOT NULL, model_sha256 VARCHAR NOT NULL, dtype VARCHAR NOT NULL, max_tokens INTEGER NOT NULL,
  embedder_version VARCHAR, tokens INTEGER, vector FLOAT[] NOT NULL
);
-- Files of before have vectors that no version of the code is known of.
ALTER TABLE embeddings ADD COLUMN IF NOT EXISTS embedder_version VARCHAR;
DELETE FROM embeddings WHERE embedder_version IS NULL;
COMMENT ON TABLE embeddings IS 'Cache of text vectors, kept between evaluations. Key: text_hash, model_sha256, dtype, max_tokens, embedder_version';
COMMENT ON COLUMN embeddings.text_hash IS 'SHA-256 of the text';
COMMENT ON COLUMN embeddings.model IS 'Model as it was asked for: a name or a folder';
COMMENT ON COLUMN embeddings.model_sha256 IS 'SHA-256 over the model''s files, its pooling and its prefix';
COMMENT ON COLUMN embeddings.dtype IS 'Weights used: fp16, fp32 or q8';
COMMENT ON COLUMN embeddings.max_tokens IS 'Word pieces after which a text is cut';
COMMENT ON COLUMN embeddings.embedder_version IS 'Version of the code that made the vector';
COMMENT ON COLUMN embeddings.tokens IS 'Word pieces of the text that were read';
COMMENT ON COLUMN embeddings.vector IS 'Unit-length sentence vector; its width is the model''s';

CREATE TABLE IF NOT EXISTS evaluations (
  run_id INTEGER NOT NULL, evaluated_at TIMESTAMP NOT NULL, corpus VARCHAR NOT NULL, row_name VARCHAR NOT NULL, metric VARCHAR NOT NULL,
  value DOUBLE NOT NULL, settings VARCHAR NOT NULL
);
COMMENT ON TABLE evaluations IS 'Every figure of every evaluation. Key: run_id, corpus, row_name, metric';
COMMENT ON COLUMN evaluations.run_id IS 'From 1, the newest last';
COMMENT ON COLUMN evaluations.evaluated_at IS 'Start, UTC';
COMMENT ON COLUMN evaluations.corpus IS 'File name of the corpus; of a mix, mix of their names';
COMMENT ON COLUMN evaluations.row_name IS 'What was measured: a row of the table, a panel or a level, or corpus for figures that belong to none';
COMMENT ON COLUMN evaluations.metric IS 'coverage (share of the texts that have a topic), ari, nmi, ami, homogeneity, completeness, vMeasure, purity, npmi, cv (C_v), diversity, stability, topics, trustworthiness or seconds; of a panel texts, true_topics, found_topics, topic_error, ari, seconds; of a level of texts without labels topics, sample_1_topics, sample_2_topics, largest_share, topic_stability, seed_stability, sample_stability; a figure that could not be measured has no line';
COMMENT ON COLUMN evaluations.value IS 'The figure; of labels and words the mean over the seeds';
COMMENT ON COLUMN evaluations.settings IS 'File hash, sample, seeds, model and all settings of the pipeline, as JSON';
