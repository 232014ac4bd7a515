-- Every table, view and macro of atlas.duckdb. One stage writes a table; any stage after it may read it.
-- DuckDB 1.1.0 and newer open the file and run every view and macro; no extension is needed. Nothing here reads another file.
-- Keys stand in the comments and are tested, not declared: an index would make the file larger and gain nothing at this size.
-- FLOAT[384] and FLOAT[50] are the widths of the default model and space: the stage that fills such a column sets its real width.

CREATE TABLE records (
  source VARCHAR NOT NULL, position INTEGER NOT NULL, line INTEGER, format VARCHAR,
  raw_title VARCHAR NOT NULL, raw_abstract VARCHAR NOT NULL, clean_title VARCHAR NOT NULL, clean_abstract VARCHAR NOT NULL,
  urls VARCHAR[], authors VARCHAR[], published VARCHAR, venue VARCHAR, categories VARCHAR[], keywords VARCHAR[], doi VARCHAR, arxiv_id VARCHAR,
  paper_url VARCHAR, code_url VARCHAR, project_url VARCHAR, language VARCHAR, author_comment VARCHAR,
  arxiv_version INTEGER, listed_text VARCHAR, listed_date DATE, rank INTEGER, upvotes INTEGER, comments INTEGER,
  extra VARCHAR
);
COMMENT ON TABLE records IS 'A record: one usable entry of one input file, before repeats are merged (stage parse). Key: source, position';
COMMENT ON COLUMN records.source IS 'Input file, as folder/name';
COMMENT ON COLUMN records.position IS 'Place among the records of its file, from 1; rejected records are counted';
COMMENT ON COLUMN records.line IS 'Line of the file on which the record begins, from 1';
COMMENT ON COLUMN records.format IS 'Format the file was read as';
COMMENT ON COLUMN records.raw_title IS 'Title as it stands in the file';
COMMENT ON COLUMN records.raw_abstract IS 'Abstract as it stands in the file';
COMMENT ON COLUMN records.clean_title IS 'Title with markup unwrapped and white space folded';
COMMENT ON COLUMN records.clean_abstract IS 'Abstract with markup unwrapped, URLs taken out and white space folded';
COMMENT ON COLUMN records.urls IS 'URLs found in the abstract, in order, without closing punctuation; https:// is added where the scheme is missing';
COMMENT ON COLUMN records.authors IS 'Names of the authors, in order';
COMMENT ON COLUMN records.published IS 'When it was published, as exactly as known: a day (2026-11-24), a month (2026-11) or a year (2026)';
COMMENT ON COLUMN records.venue IS 'Journal, conference or publisher, as written';
COMMENT ON COLUMN records.categories IS 'Classes that its source puts it in, such as cs.CL';
COMMENT ON COLUMN records.keywords IS 'Keywords that its source gives';
COMMENT ON COLUMN records.doi IS 'DOI in lower case, without address';
COMMENT ON COLUMN records.arxiv_id IS 'arXiv identifier without version, where the record gives one';
COMMENT ON COLUMN records.paper_url IS 'Address of the paper';
COMMENT ON COLUMN records.code_url IS 'Address of its code';
COMMENT ON COLUMN records.project_url IS 'Address of its project page';
COMMENT ON COLUMN records.language IS 'Language of the text that the file gives, as ISO 639-1 code such as en; NULL where it gives none that has such a code';
COMMENT ON COLUMN records.author_comment IS 'Remark of the authors, such as the number of pages';
COMMENT ON COLUMN records.arxiv_version IS 'Version of the arXiv paper, where the record gives one';
COMMENT ON COLUMN records.listed_text IS 'Date as the page writes it';
COMMENT ON COLUMN records.listed_date IS 'Date on which the paper was listed; NULL where the page gives no year';
COMMENT ON COLUMN records.rank IS 'Rank that the page gives, if it gives one';
COMMENT ON COLUMN records.upvotes IS 'Upvotes that the page gives, if it gives any';
COMMENT ON COLUMN records.comments IS 'Comments that the page counts, if it counts any';
COMMENT ON COLUMN records.extra IS 'What else the file says of the record: a JSON object; NULL where it says no more';

CREATE TABLE record_vectors (source VARCHAR NOT NULL, position INTEGER NOT NULL, vector FLOAT[384] NOT NULL);
COMMENT ON TABLE record_vectors IS 'The vector that the input has of a record, where --vectors asks for it; else empty (stage parse). Key: source, position';
COMMENT ON COLUMN record_vectors.source IS 'Input file of the record';
COMMENT ON COLUMN record_vectors.position IS 'Its place in that file';
COMMENT ON COLUMN record_vectors.vector IS 'Its vector, brought to unit length; all have one width';

CREATE TABLE input_files (
  source VARCHAR NOT NULL, status VARCHAR NOT NULL, format VARCHAR, packing VARCHAR, encoding VARCHAR,
  records INTEGER NOT NULL, usable INTEGER NOT NULL, rejected INTEGER NOT NULL, mapping VARCHAR, note VARCHAR
);
COMMENT ON TABLE input_files IS 'An input file, read or left out, and what was found in it (stage parse). Key: source';
COMMENT ON COLUMN input_files.source IS 'Input file, as folder/name; of a file in a zip as folder/name.zip/name';
COMMENT ON COLUMN input_files.status IS 'read, or left out: none of its records stands in records';
COMMENT ON COLUMN input_files.format IS 'Format it was read as; NULL where none is known';
COMMENT ON COLUMN input_files.packing IS 'How it is packed, the outer first, such as gzip or zip; NULL where it is not';
COMMENT ON COLUMN input_files.encoding IS 'Encoding its text was read in, such as utf-8; NULL where no text was read';
COMMENT ON COLUMN input_files.records IS 'Records found in it: those that can be used and those that were rejected';
COMMENT ON COLUMN input_files.usable IS 'Records that can be used';
COMMENT ON COLUMN input_files.rejected IS 'Records that were rejected';
COMMENT ON COLUMN input_files.mapping IS 'Which column was taken for what, as "title <- Title"; NULL where the format says it';
COMMENT ON COLUMN input_files.note IS 'Why it was left out, or what else is to be known of it';

CREATE TABLE file_readings (source VARCHAR NOT NULL, content_hash VARCHAR NOT NULL, reading_hash VARCHAR NOT NULL);
COMMENT ON TABLE file_readings IS 'What an input file was when it was read, and how it was read: where both are the same, the next run takes over its records (stage parse). Key: source';
COMMENT ON COLUMN file_readings.source IS 'Input file that was read';
COMMENT ON COLUMN file_readings.content_hash IS 'SHA-256 of the file as it is saved; of a file in a zip, of its packed bytes with what the zip says of them';
COMMENT ON COLUMN file_readings.reading_hash IS 'Hash of the code and the settings it was read by, and of the first vector before it, where vectors are read';

CREATE TABLE rejected (source VARCHAR NOT NULL, line INTEGER NOT NULL, reason VARCHAR, raw VARCHAR);
COMMENT ON TABLE rejected IS 'An input record that could not be used (stage parse); whole files that were left out stand in input_files. Key: source, line';
COMMENT ON COLUMN rejected.source IS 'Input file, as folder/name';
COMMENT ON COLUMN rejected.line IS 'Line of the file on which the record begins, from 1';
COMMENT ON COLUMN rejected.reason IS 'What is wrong with it';
COMMENT ON COLUMN rejected.raw IS 'The record as it stands in the file';

CREATE TABLE duplicate_pairs (
  text_a VARCHAR NOT NULL, text_b VARCHAR NOT NULL, rank_a INTEGER NOT NULL, rank_b INTEGER NOT NULL,
  identity DOUBLE, near DOUBLE NOT NULL, semantic DOUBLE, distinction VARCHAR, evidence VARCHAR NOT NULL,
  source_a VARCHAR NOT NULL, position_a INTEGER NOT NULL, source_b VARCHAR NOT NULL, position_b INTEGER NOT NULL
);
COMMENT ON TABLE duplicate_pairs IS 'A pair of different texts that may be one paper, with its scores, whether or not they are enough to merge it (stage compare). Key: text_a, text_b';
COMMENT ON COLUMN duplicate_pairs.text_a IS 'Id of the text that would be kept: first 16 hex digits of the SHA-256 of the normalised title and abstract';
COMMENT ON COLUMN duplicate_pairs.text_b IS 'Id of the other text';
COMMENT ON COLUMN duplicate_pairs.rank_a IS 'Place of text_a among all texts by which is rather kept, from 0: latest arXiv version, whole before cut abstracts, longer ones, more fields, earliest listed';
COMMENT ON COLUMN duplicate_pairs.rank_b IS 'Place of text_b';
COMMENT ON COLUMN duplicate_pairs.identity IS 'How far the texts bear out an identifier that both have, 0 to 1; NULL where they share none';
COMMENT ON COLUMN duplicate_pairs.near IS 'How near their wording is, 0 to 1: 0.75 for their three-word runs (Jaccard; of the shorter text alone where it is a part of the other), 0.25 for their titles';
COMMENT ON COLUMN duplicate_pairs.semantic IS 'How near their meaning is, 0 to 1: 0.4 for the cosine of their vectors, 0.3 for their words by weight, 0.3 for their titles; NULL where near is enough or words and titles are too far';
COMMENT ON COLUMN duplicate_pairs.distinction IS 'What tells them apart, however alike they are; NULL where nothing does. It forbids near and semantic merges';
COMMENT ON COLUMN duplicate_pairs.evidence IS 'What they have in common, in words';
COMMENT ON COLUMN duplicate_pairs.source_a IS 'File of the first record of text_a';
COMMENT ON COLUMN duplicate_pairs.position_a IS 'Position of that record';
COMMENT ON COLUMN duplicate_pairs.source_b IS 'File of the first record of text_b';
COMMENT ON COLUMN duplicate_pairs.position_b IS 'Position of that record';

CREATE TABLE papers (
  paper_id VARCHAR NOT NULL, title VARCHAR NOT NULL, abstract VARCHAR NOT NULL,
  clean_title VARCHAR NOT NULL, clean_abstract VARCHAR NOT NULL, text VARCHAR NOT NULL, text_hash VARCHAR NOT NULL,
  urls VARCHAR[], words INTEGER, authors VARCHAR[], published VARCHAR, venue VARCHAR, categories VARCHAR[], keywords VARCHAR[], doi VARCHAR, arxiv_id VARCHAR,
  paper_url VARCHAR, code_url VARCHAR, project_url VARCHAR, language VARCHAR, author_comment VARCHAR
);
COMMENT ON TABLE papers IS 'A distinct paper (stage dedupe). Key: paper_id';
COMMENT ON COLUMN papers.paper_id IS 'First 16 hex digits of the SHA-256 of the normalised title and abstract of its first record: does not move when later files are added';
COMMENT ON COLUMN papers.title IS 'Title as the record that is kept has it';
COMMENT ON COLUMN papers.abstract IS 'Abstract as the record that is kept has it';
COMMENT ON COLUMN papers.clean_title IS 'Title with markup unwrapped and white space folded';
COMMENT ON COLUMN papers.clean_abstract IS 'Abstract with markup unwrapped, URLs taken out and white space folded';
COMMENT ON COLUMN papers.text IS 'Clean title, full stop, clean abstract, cut at 20,000 characters: what is embedded and searched for terms';
COMMENT ON COLUMN papers.text_hash IS 'SHA-256 of text';
COMMENT ON COLUMN papers.urls IS 'URLs found in the abstract, in order';
COMMENT ON COLUMN papers.words IS 'Words in the clean abstract';
COMMENT ON COLUMN papers.authors IS 'Names of the authors, in order';
COMMENT ON COLUMN papers.published IS 'When it was published, as exactly as known: a day (2026-11-24), a month (2026-11) or a year (2026)';
COMMENT ON COLUMN papers.venue IS 'Journal, conference or publisher, as written';
COMMENT ON COLUMN papers.categories IS 'Classes that its source puts it in, such as cs.CL';
COMMENT ON COLUMN papers.keywords IS 'Keywords that its source gives';
COMMENT ON COLUMN papers.doi IS 'DOI in lower case, without address';
COMMENT ON COLUMN papers.arxiv_id IS 'arXiv identifier without version, where known';
COMMENT ON COLUMN papers.paper_url IS 'Address of the paper';
COMMENT ON COLUMN papers.code_url IS 'Address of its code';
COMMENT ON COLUMN papers.project_url IS 'Address of its project page';
COMMENT ON COLUMN papers.language IS 'Language of the text, as ISO 639-1 code such as en: the first that a record of it gives, else as detected; NULL where that is not sure';
COMMENT ON COLUMN papers.author_comment IS 'Remark of the authors, such as the number of pages';

CREATE TABLE appearances (
  paper_id VARCHAR NOT NULL, source VARCHAR NOT NULL, position INTEGER NOT NULL, line INTEGER, format VARCHAR,
  arxiv_version INTEGER, listed_text VARCHAR, listed_date DATE, rank INTEGER, upvotes INTEGER, comments INTEGER
);
COMMENT ON TABLE appearances IS 'An appearance: one place where a paper stood; a paper has one or more (stage dedupe). Key: source, position';
COMMENT ON COLUMN appearances.paper_id IS 'The paper';
COMMENT ON COLUMN appearances.source IS 'Input file, as folder/name';
COMMENT ON COLUMN appearances.position IS 'Place among the records of its file, from 1; rejected records are counted';
COMMENT ON COLUMN appearances.line IS 'Line of the file on which the record begins, from 1';
COMMENT ON COLUMN appearances.format IS 'Format the file was read as';
COMMENT ON COLUMN appearances.arxiv_version IS 'Version of the arXiv paper, where the record gives one';
COMMENT ON COLUMN appearances.listed_text IS 'Date as the page writes it';
COMMENT ON COLUMN appearances.listed_date IS 'Date of listing; NULL where the page gives no year';
COMMENT ON COLUMN appearances.rank IS 'Rank that the page gives, if it gives one';
COMMENT ON COLUMN appearances.upvotes IS 'Upvotes that the page gives, if it gives any';
COMMENT ON COLUMN appearances.comments IS 'Comments that the page counts, if it counts any';

CREATE TABLE duplicates (
  paper_id VARCHAR NOT NULL, kept_source VARCHAR, kept_position INTEGER, merged_source VARCHAR NOT NULL, merged_position INTEGER NOT NULL,
  kind VARCHAR, score DOUBLE, reason VARCHAR
);
COMMENT ON TABLE duplicates IS 'An edge: a record that was merged, and the one that is kept in its stead (stage dedupe). Key: merged_source, merged_position';
COMMENT ON COLUMN duplicates.paper_id IS 'The paper';
COMMENT ON COLUMN duplicates.kept_source IS 'File of the record kept';
COMMENT ON COLUMN duplicates.kept_position IS 'Position of the record kept';
COMMENT ON COLUMN duplicates.merged_source IS 'File of the record merged into it';
COMMENT ON COLUMN duplicates.merged_position IS 'Position of the record merged into it';
COMMENT ON COLUMN duplicates.kind IS 'exact: same normalised title and abstract; identity, near, semantic: by that score of duplicate_pairs; decision: someone said so';
COMMENT ON COLUMN duplicates.score IS 'Score of that kind, 0 to 1; 1 for exact and decision';
COMMENT ON COLUMN duplicates.reason IS 'What the two records have in common';

CREATE TABLE judged_pairs (
  text_a VARCHAR NOT NULL, text_b VARCHAR NOT NULL, kind VARCHAR NOT NULL, score DOUBLE NOT NULL, margin DOUBLE NOT NULL, merged BOOLEAN NOT NULL
);
COMMENT ON TABLE judged_pairs IS 'What became of each pair of duplicate_pairs under the thresholds and decisions of this run (stage dedupe). Key: text_a, text_b';
COMMENT ON COLUMN judged_pairs.text_a IS 'The one text';
COMMENT ON COLUMN judged_pairs.text_b IS 'The other text';
COMMENT ON COLUMN judged_pairs.kind IS 'Kind of score that merges the pair, or that came nearest to it';
COMMENT ON COLUMN judged_pairs.score IS 'That score';
COMMENT ON COLUMN judged_pairs.margin IS 'That score less its threshold; the nearer to 0, the more doubtful';
COMMENT ON COLUMN judged_pairs.merged IS 'Whether the two are one paper now';

CREATE TABLE duplicate_decisions (text_a VARCHAR NOT NULL, text_b VARCHAR NOT NULL, verdict VARCHAR NOT NULL);
COMMENT ON TABLE duplicate_decisions IS 'What someone decided of two texts, as it stands in duplicate-decisions.json beside the database (stage dedupe). Key: text_a, text_b';
COMMENT ON COLUMN duplicate_decisions.text_a IS 'Id of the one text, or of a paper, which is that of its first record';
COMMENT ON COLUMN duplicate_decisions.text_b IS 'Id of the other';
COMMENT ON COLUMN duplicate_decisions.verdict IS 'always or never: one paper';

CREATE TABLE field_origins (paper_id VARCHAR NOT NULL, field VARCHAR NOT NULL, source VARCHAR NOT NULL, position INTEGER NOT NULL);
COMMENT ON TABLE field_origins IS 'A field of a paper that the record kept does not give, and the merged record that gives it (stage dedupe). Key: paper_id, field';
COMMENT ON COLUMN field_origins.paper_id IS 'The paper';
COMMENT ON COLUMN field_origins.field IS 'Column of papers';
COMMENT ON COLUMN field_origins.source IS 'File of the record that gives it';
COMMENT ON COLUMN field_origins.position IS 'Position of that record';

CREATE TABLE languages (language VARCHAR NOT NULL, rank INTEGER NOT NULL, papers INTEGER NOT NULL, share DOUBLE NOT NULL, is_used BOOLEAN NOT NULL);
COMMENT ON TABLE languages IS 'A language of the papers (stage dedupe). Key: language';
COMMENT ON COLUMN languages.language IS 'Its ISO 639-1 code (papers.language)';
COMMENT ON COLUMN languages.rank IS '1 is the language of the corpus: that of most papers, equals by code; words are split and phrases made by its rules';
COMMENT ON COLUMN languages.papers IS 'Papers in it';
COMMENT ON COLUMN languages.share IS 'Its share of all papers, from 0 to 1; those of unknown language count too';
COMMENT ON COLUMN languages.is_used IS 'Whether its function words count: it is the language of the corpus, or has more than a tenth of the papers';

CREATE TABLE embeddings (
  text_hash VARCHAR NOT NULL, model VARCHAR NOT NULL, model_sha256 VARCHAR NOT NULL, dtype VARCHAR NOT NULL, max_tokens INTEGER NOT NULL,
  embedder_version VARCHAR NOT NULL, tokens INTEGER NOT NULL, vector FLOAT[384] NOT NULL
);
COMMENT ON TABLE embeddings IS 'Cache of text vectors: a row depends on its key alone, and rows of other texts and models are kept (stage embed). Key: text_hash, model_sha256, dtype, max_tokens, embedder_version';
COMMENT ON COLUMN embeddings.text_hash IS 'SHA-256 of the text (papers.text_hash)';
COMMENT ON COLUMN embeddings.model IS 'Model as it was asked for: a name or a folder';
COMMENT ON COLUMN embeddings.model_sha256 IS 'SHA-256 over the model''s files, its pooling and its prefix';
COMMENT ON COLUMN embeddings.dtype IS 'Weights used: fp16, fp32 or q8; fp32 where a server embeds';
COMMENT ON COLUMN embeddings.max_tokens IS 'Word pieces after which a text is cut';
COMMENT ON COLUMN embeddings.embedder_version IS 'Version of the code that made the vector';
COMMENT ON COLUMN embeddings.tokens IS 'Word pieces of the text that were read, the two marks at its ends included; max_tokens where it was cut; 0 where a server embeds, which does not say';
COMMENT ON COLUMN embeddings.vector IS 'Unit-length sentence vector';

CREATE TABLE paper_vectors (paper_id VARCHAR NOT NULL, vector FLOAT[384] NOT NULL);
COMMENT ON TABLE paper_vectors IS 'The vector of each paper under the settings of this run: of its sentences, or the one that the input has (stage embed). Key: paper_id';
COMMENT ON COLUMN paper_vectors.paper_id IS 'The paper';
COMMENT ON COLUMN paper_vectors.vector IS 'Unit-length sentence vector';

CREATE TABLE fit (
  fit INTEGER NOT NULL, decision VARCHAR NOT NULL, map_decision VARCHAR NOT NULL, reason VARCHAR NOT NULL,
  fitted_papers INTEGER NOT NULL, placed_papers INTEGER NOT NULL, unsettled_papers INTEGER NOT NULL, settings VARCHAR NOT NULL
);
COMMENT ON TABLE fit IS 'Whether the topics and the map of the last fit stand, or are made anew; one row (stage place). Key: fit';
COMMENT ON COLUMN fit.fit IS 'Number of the fit that holds, from 1: a run whose decision is new makes the next one';
COMMENT ON COLUMN fit.decision IS 'new: space and topics are fitted to all papers; standing: those of the fit stay as they are, and papers that came since are placed among them';
COMMENT ON COLUMN fit.map_decision IS 'new: the map is laid out anew, which it is with every new fit; standing: papers that were on it stay where they are';
COMMENT ON COLUMN fit.reason IS 'Why, in words';
COMMENT ON COLUMN fit.fitted_papers IS 'Papers of this run that had part in the fit';
COMMENT ON COLUMN fit.placed_papers IS 'Papers of this run that were placed since; 0 where decision is new';
COMMENT ON COLUMN fit.unsettled_papers IS 'Those of placed_papers that fit nowhere yet';
COMMENT ON COLUMN fit.settings IS 'The settings that shaped the fit, as a JSON object';

CREATE TABLE drift (measure VARCHAR NOT NULL, at_fit DOUBLE, now DOUBLE, threshold DOUBLE NOT NULL, is_exceeded BOOLEAN NOT NULL);
COMMENT ON TABLE drift IS 'How well the standing fit describes the papers that came since; where fit.decision is new for that reason, what was measured of the fit that was given up, else empty there (stage place). Key: measure';
COMMENT ON COLUMN drift.measure IS 'What is measured, such as similarity or unsettled_share; docs/growing.md says how';
COMMENT ON COLUMN drift.at_fit IS 'Its value for the papers of the fit';
COMMENT ON COLUMN drift.now IS 'Its value for the papers that came since, or for all; NULL where there are too few to say';
COMMENT ON COLUMN drift.threshold IS 'Value beyond which the fit no longer describes the papers: with --refit auto it is then made anew';
COMMENT ON COLUMN drift.is_exceeded IS 'Whether it is beyond';

CREATE TABLE placements (
  paper_id VARCHAR NOT NULL, topic_id INTEGER, probability DOUBLE, second_topic_id INTEGER, margin DOUBLE, similarity DOUBLE, role VARCHAR NOT NULL,
  x DOUBLE NOT NULL, y DOUBLE NOT NULL, vector FLOAT[50] NOT NULL, sharp FLOAT[50] NOT NULL
);
COMMENT ON TABLE placements IS 'Where the papers go that came since the fit; empty where fit.decision is new (stage place). Key: paper_id';
COMMENT ON COLUMN placements.paper_id IS 'The paper';
COMMENT ON COLUMN placements.topic_id IS 'Its topic, as in topic_papers';
COMMENT ON COLUMN placements.probability IS 'How sure that is, as in topic_papers';
COMMENT ON COLUMN placements.second_topic_id IS 'The topic with the next largest probability';
COMMENT ON COLUMN placements.margin IS 'probability less the next largest';
COMMENT ON COLUMN placements.similarity IS 'Cosine to the centroid of its topic (unsettled: of the best it had)';
COMMENT ON COLUMN placements.role IS 'core, edge or unsettled, as in topic_papers';
COMMENT ON COLUMN placements.x IS 'Where it lies on the standing map: the mean of its nearest papers, moved aside where it would cover one';
COMMENT ON COLUMN placements.y IS 'The same, upwards';
COMMENT ON COLUMN placements.vector IS 'Its vector in the space of the fit, smoothed over its nearest papers of the fit';
COMMENT ON COLUMN placements.sharp IS 'The same before smoothing';

CREATE TABLE born_topics (
  topic_id INTEGER NOT NULL, parent_id INTEGER, papers INTEGER NOT NULL, cohesion DOUBLE, stability DOUBLE, reason VARCHAR NOT NULL, centroid FLOAT[50] NOT NULL
);
COMMENT ON TABLE born_topics IS 'A topic that was born since the fit, of papers that fitted nowhere; they stay until the next fit (stage place). Key: topic_id';
COMMENT ON COLUMN born_topics.topic_id IS 'The topic, of level 0';
COMMENT ON COLUMN born_topics.parent_id IS 'Broader topic that it is part of, of those of the fit; NULL where none is near';
COMMENT ON COLUMN born_topics.papers IS 'Papers that it was born of';
COMMENT ON COLUMN born_topics.cohesion IS 'Mean cosine of these to the centroid';
COMMENT ON COLUMN born_topics.stability IS 'How well one half of these foretells the other among all papers: mean phi coefficient over random halvings';
COMMENT ON COLUMN born_topics.reason IS 'Why they are a topic, in words';
COMMENT ON COLUMN born_topics.centroid IS 'Unit-length centroid of these in the space of the fit';

CREATE TABLE space (paper_id VARCHAR NOT NULL, vector FLOAT[50] NOT NULL, sharp FLOAT[50] NOT NULL);
COMMENT ON TABLE space IS 'The vectors that are clustered and mapped (stage space). Key: paper_id';
COMMENT ON COLUMN space.paper_id IS 'The paper';
COMMENT ON COLUMN space.vector IS 'Smooth: unit-length vector of the topic space, smoothed over its nearest neighbours; what is clustered';
COMMENT ON COLUMN space.sharp IS 'Sharp: the same before smoothing; what silhouettes and neighbours are measured in';

CREATE TABLE space_axes (kind VARCHAR NOT NULL, axis INTEGER NOT NULL, weights DOUBLE[] NOT NULL);
COMMENT ON TABLE space_axes IS 'How papers are brought into the space of the fit; empty where space is the model''s own (stage space). Key: kind, axis';
COMMENT ON COLUMN space_axes.kind IS 'dense mean: what is taken from a sentence vector before it is brought to unit length; joined mean: what is then taken from it and its words together; axis: a principal component of these';
COMMENT ON COLUMN space_axes.axis IS 'Place of the component, from 1; 0 for a mean';
COMMENT ON COLUMN space_axes.weights IS 'A number for each column: of the sentence vector, then of the words';

CREATE TABLE lexical_vectors (paper_id VARCHAR NOT NULL, vector FLOAT[100] NOT NULL);
COMMENT ON TABLE lexical_vectors IS 'The papers of the fit by their words alone: what a new paper''s words are compared with; empty where space is the model''s own (stage space). Key: paper_id';
COMMENT ON COLUMN lexical_vectors.paper_id IS 'The paper';
COMMENT ON COLUMN lexical_vectors.vector IS 'Its coordinates in the leading singular directions of all words, not of unit length';

CREATE TABLE neighbors (
  paper_id VARCHAR NOT NULL, rank INTEGER NOT NULL, neighbor_id VARCHAR NOT NULL, similarity DOUBLE
);
COMMENT ON TABLE neighbors IS 'The nearest papers of each paper, at most 20 (stage space). Key: paper_id, rank';
COMMENT ON COLUMN neighbors.paper_id IS 'The paper';
COMMENT ON COLUMN neighbors.rank IS '1 is the nearest; equal similarities by paper_id';
COMMENT ON COLUMN neighbors.neighbor_id IS 'The near paper';
COMMENT ON COLUMN neighbors.similarity IS 'Cosine of the two papers'' space.sharp vectors';

CREATE TABLE k_scan (
  k INTEGER NOT NULL, silhouette DOUBLE, stability DOUBLE, prediction DOUBLE, information DOUBLE, inertia DOUBLE, fine_score DOUBLE, broad_score DOUBLE,
  verdict VARCHAR, chosen BOOLEAN NOT NULL, level INTEGER, topics INTEGER, level_stability DOUBLE, level_verdict VARCHAR, reason VARCHAR
);
COMMENT ON TABLE k_scan IS 'Each number of topics that was tried, and which was taken for which level (stage cluster). Key: k';
COMMENT ON COLUMN k_scan.k IS 'Number of topics tried, on at most --scan-sample papers';
COMMENT ON COLUMN k_scan.silhouette IS 'Mean silhouette of the clustering, measured in space.sharp; -1 to 1';
COMMENT ON COLUMN k_scan.stability IS 'Of the whole partition: mean adjusted Rand index of clusterings of two random subsamples, over the papers in both; 1 is the same topics';
COMMENT ON COLUMN k_scan.prediction IS 'Mean adjusted Rand index of the clustering of one half of the papers and of what the topics of the other half predict for it: which share of it repeats';
COMMENT ON COLUMN k_scan.information IS 'Mean mutual information of the same two, less what chance gives, in nats: how much structure repeats';
COMMENT ON COLUMN k_scan.inertia IS 'Sum of squared distances to the centroids, in space.vector';
COMMENT ON COLUMN k_scan.fine_score IS 'Mean of the information around k, by normal weights a fifth of ln k wide; the fine level is the largest k with .94 of the most';
COMMENT ON COLUMN k_scan.broad_score IS 'Mean of silhouette x stability x prediction x information around k, none of them less than 0, by normal weights a tenth of ln k wide; broader levels have the best in their range';
COMMENT ON COLUMN k_scan.verdict IS 'How it stands to those that were taken, in words';
COMMENT ON COLUMN k_scan.chosen IS 'Whether a level rests on this k';
COMMENT ON COLUMN k_scan.level IS 'The level that rests on it: 0 is the fine one, the highest the broad one; NULL where none does';
COMMENT ON COLUMN k_scan.topics IS 'Topics of that level: k, more where there are more papers than were tried or where mixtures were split, fewer where a broader topic has one part alone and is left out';
COMMENT ON COLUMN k_scan.level_stability IS 'Mean stability of that level''s topics, by their papers';
COMMENT ON COLUMN k_scan.level_verdict IS 'firm from .75 on, fair from .5 on, loose below: of level_stability';
COMMENT ON COLUMN k_scan.reason IS 'Why it was taken, in words';

CREATE TABLE clusters (
  topic_id INTEGER NOT NULL, parent_id INTEGER, level INTEGER NOT NULL, size INTEGER NOT NULL, cohesion DOUBLE, stability DOUBLE,
  mixed BOOLEAN, nearest_topic_id INTEGER, nearest_similarity DOUBLE, centroid FLOAT[50] NOT NULL
);
COMMENT ON TABLE clusters IS 'The topics of every level as they were found, before they are named (stage cluster). Key: topic_id';
COMMENT ON COLUMN clusters.topic_id IS 'Number of the topic, unique over all levels. In a first run from 1, the largest first, then those of the broader level; a topic that the last run had too keeps its number';
COMMENT ON COLUMN clusters.parent_id IS 'Broader topic that it is part of; NULL at the broadest level, and for a topic that is a broad one by itself';
COMMENT ON COLUMN clusters.level IS '0 is the finest, which papers are in; a broader topic has the papers of its parts';
COMMENT ON COLUMN clusters.size IS 'Papers in it, those placed since the fit included';
COMMENT ON COLUMN clusters.cohesion IS 'Mean cosine of its papers to its centroid, in space.vector; of the papers of the fit, or those that it was born of';
COMMENT ON COLUMN clusters.stability IS 'At the fit: how well the papers of one half foretell which of the other half are in it: mean phi coefficient over random halvings; 1 is wholly, 0 by chance. firm from .75 on, fair from .5 on, loose below';
COMMENT ON COLUMN clusters.mixed IS 'Whether it is a shelf of papers that have little to do with each other: their likeness times the share of their nearest papers that are in it is below .65 of the middle topic''s, and the stability below .55. Never of a broader topic';
COMMENT ON COLUMN clusters.nearest_topic_id IS 'Topic of the same level with the most similar centroid; NULL where there is no other';
COMMENT ON COLUMN clusters.nearest_similarity IS 'Cosine of the two centroids';
COMMENT ON COLUMN clusters.centroid IS 'Unit-length centroid of its papers in space.vector, at the fit';

CREATE TABLE topic_papers (
  paper_id VARCHAR NOT NULL, topic_id INTEGER, probability DOUBLE, second_topic_id INTEGER, margin DOUBLE,
  similarity DOUBLE, role VARCHAR NOT NULL, fitted BOOLEAN
);
COMMENT ON TABLE topic_papers IS 'Which topic each paper is in, with its probability and role (stage cluster). Key: paper_id';
COMMENT ON COLUMN topic_papers.paper_id IS 'The paper';
COMMENT ON COLUMN topic_papers.topic_id IS 'Its topic, of level 0; NULL for an unassigned or unsettled paper';
COMMENT ON COLUMN topic_papers.probability IS 'Share of its topic (unassigned: of the best it had) of the votes for it. A vote is one clustering of a subsample that puts it with papers of a topic';
COMMENT ON COLUMN topic_papers.second_topic_id IS 'Topic with the next largest probability; of an unassigned paper the topic with the largest';
COMMENT ON COLUMN topic_papers.margin IS 'probability less the next largest; below 0 where the words decided for a topic with fewer votes';
COMMENT ON COLUMN topic_papers.similarity IS 'Cosine to the centroid of its topic (unassigned: the best it had), in space.vector';
COMMENT ON COLUMN topic_papers.role IS 'core: probability at least twice that of any other topic; edge: less than that; unassigned: in no topic, because no probability reaches a half and --max-unassigned lets it stay without; unsettled: in no topic, because it came since the fit and fits nowhere in it';
COMMENT ON COLUMN topic_papers.fitted IS 'Whether the paper had part in the fit, or was placed since';

CREATE TABLE phrase_vectors (
  phrase_key VARCHAR NOT NULL, phrase VARCHAR NOT NULL, text_hash VARCHAR NOT NULL, model VARCHAR NOT NULL, model_sha256 VARCHAR NOT NULL, dtype VARCHAR NOT NULL,
  max_tokens INTEGER NOT NULL, embedder_version VARCHAR NOT NULL, tokens INTEGER NOT NULL, vector FLOAT[384] NOT NULL
);
COMMENT ON TABLE phrase_vectors IS 'The vectors of the phrases that were weighed as labels; a cache as embeddings is, of this run''s phrases alone; empty where vectors come from the input (stage label). Key: phrase_key';
COMMENT ON COLUMN phrase_vectors.phrase_key IS 'The phrase in one spelling: lower case, singular, run together';
COMMENT ON COLUMN phrase_vectors.phrase IS 'The spelling that was embedded';
COMMENT ON COLUMN phrase_vectors.text_hash IS 'SHA-256 of that spelling';
COMMENT ON COLUMN phrase_vectors.model IS 'Model as it was asked for: a name or a folder';
COMMENT ON COLUMN phrase_vectors.model_sha256 IS 'SHA-256 over the model''s files, its pooling and its prefix';
COMMENT ON COLUMN phrase_vectors.dtype IS 'Weights used: fp16, fp32 or q8';
COMMENT ON COLUMN phrase_vectors.max_tokens IS 'Word pieces after which a text is cut';
COMMENT ON COLUMN phrase_vectors.embedder_version IS 'Version of the code that made the vector';
COMMENT ON COLUMN phrase_vectors.tokens IS 'Word pieces of the phrase, the two marks at its ends included';
COMMENT ON COLUMN phrase_vectors.vector IS 'Unit-length vector';

CREATE TABLE topics (
  topic_id INTEGER NOT NULL, parent_id INTEGER, level INTEGER NOT NULL, label VARCHAR NOT NULL,
  size INTEGER, cohesion DOUBLE, stability DOUBLE, nearest_topic_id INTEGER, nearest_similarity DOUBLE,
  short_label VARCHAR, label_phrases VARCHAR[], label_coverage DOUBLE, label_precision DOUBLE, label_f1 DOUBLE, label_contrast DOUBLE,
  label_verdict VARCHAR, routing DOUBLE, routing_with_terms DOUBLE, mixed BOOLEAN
);
COMMENT ON TABLE topics IS 'A topic of any level with its label (stage label). Key: topic_id';
COMMENT ON COLUMN topics.topic_id IS 'Number of the topic, unique over all levels; the same from run to run while the topic is';
COMMENT ON COLUMN topics.parent_id IS 'Broader topic that it is part of; NULL at the broadest level, and for a topic that is like no other';
COMMENT ON COLUMN topics.level IS '0 is the finest, which papers are in; a broader topic has the papers of its parts';
COMMENT ON COLUMN topics.label IS 'Heading made of the topic''s own phrases, of a broader topic of those of its largest parts; begins with Mixed: where it is a mixture. No two topics share one';
COMMENT ON COLUMN topics.size IS 'Papers in it';
COMMENT ON COLUMN topics.cohesion IS 'Mean cosine of its papers to its centroid, in space.vector';
COMMENT ON COLUMN topics.stability IS 'How well the papers of one half foretell which of the other half are in it: mean phi coefficient over random halvings; 1 is wholly, 0 by chance. firm from .75 on, fair from .5 on, loose below';
COMMENT ON COLUMN topics.nearest_topic_id IS 'Topic of the same level with the most similar centroid';
COMMENT ON COLUMN topics.nearest_similarity IS 'Cosine of the two centroids';
COMMENT ON COLUMN topics.short_label IS 'First phrase of the label; two of a label that names parts, all of one that begins with Mixed:. No two topics share one';
COMMENT ON COLUMN topics.label_phrases IS 'Phrases that the label is made of, as spelled, the first the short label; empty where the label is the title of a paper. The next run holds a label by them';
COMMENT ON COLUMN topics.label_coverage IS 'Share of its papers that contain a phrase of the label. This and the next three are NULL where the label is the title of a paper';
COMMENT ON COLUMN topics.label_precision IS 'Share of the papers that contain a phrase of the label which are its own';
COMMENT ON COLUMN topics.label_f1 IS 'Harmonic mean of coverage and precision';
COMMENT ON COLUMN topics.label_contrast IS 'Cosine of the label and the centroid of its papers'' sentence vectors less that of the most similar other topic of its level';
COMMENT ON COLUMN topics.label_verdict IS 'fits; provisional where label_f1 is below 0.2 or label_contrast below 0.05, and neither routing above 0.45 nor routing_with_terms above 0.6; where routing is no more than 0.25 and routing_with_terms no more than 0.4; where the topic is known to be a mixture; where the label is a title';
COMMENT ON COLUMN topics.routing IS 'Share of held-out papers of it that its label, chosen without them and before it was marked as mixed, ranks before all other labels of its level; by chance 1 / topics';
COMMENT ON COLUMN topics.mixed IS 'Whether it is a shelf of papers that have little to do with each other (clusters.mixed)';
COMMENT ON COLUMN topics.routing_with_terms IS 'The same for the label with the first of its terms, four phrases in all';

CREATE TABLE topic_terms (
  topic_id INTEGER NOT NULL, rank INTEGER NOT NULL, term VARCHAR NOT NULL, score DOUBLE, ctfidf DOUBLE, cosine DOUBLE, contrast DOUBLE, documents_inside INTEGER, documents_outside INTEGER
);
COMMENT ON TABLE topic_terms IS 'The terms that set a topic apart (stage label). Key: topic_id, rank';
COMMENT ON COLUMN topic_terms.topic_id IS 'The topic';
COMMENT ON COLUMN topic_terms.rank IS '1 is the best';
COMMENT ON COLUMN topic_terms.term IS 'Word or phrase of up to four words, as it is commonest where it ends; those of the label come first';
COMMENT ON COLUMN topic_terms.score IS 'Worth as a heading, 0 to 1 among the topic''s candidates: 0.75 cosine + contrast + 2 F1 + 0.5 root of the share of titles + 0.1 for a phrase, 0.2 for one of two titles - 0.3 for a weak word';
COMMENT ON COLUMN topic_terms.ctfidf IS 'Class-based TF-IDF';
COMMENT ON COLUMN topic_terms.cosine IS 'Cosine of the term''s vector and the centroid of the topic''s sentence vectors, both centred';
COMMENT ON COLUMN topic_terms.contrast IS 'cosine less that of the most similar other topic';
COMMENT ON COLUMN topic_terms.documents_inside IS 'Papers of the topic that contain it';
COMMENT ON COLUMN topic_terms.documents_outside IS 'Papers of other topics that contain it';

CREATE TABLE topic_words (topic_id INTEGER NOT NULL, rank INTEGER NOT NULL, word VARCHAR NOT NULL, score DOUBLE, documents_inside INTEGER, documents_outside INTEGER);
COMMENT ON TABLE topic_words IS 'The single words of each topic: what topic tools call its words (stage label). Key: topic_id, rank';
COMMENT ON COLUMN topic_words.topic_id IS 'The topic, of any level';
COMMENT ON COLUMN topic_words.rank IS '1 is the best';
COMMENT ON COLUMN topic_words.word IS 'The word in its commonest spelling; all its forms are counted';
COMMENT ON COLUMN topic_words.score IS 'Share of the topic''s papers that contain it, less a fiftieth and no less than two papers (one below 12 papers, none below 5), times ln(1 + mean papers of a topic / papers that contain it)';
COMMENT ON COLUMN topic_words.documents_inside IS 'Papers of the topic that contain it';
COMMENT ON COLUMN topic_words.documents_outside IS 'Papers outside the topic that contain it';

CREATE TABLE label_evidence (
  topic_id INTEGER NOT NULL, rank INTEGER NOT NULL, paper_id VARCHAR NOT NULL, term VARCHAR NOT NULL, start_offset INTEGER, end_offset INTEGER, sentence VARCHAR
);
COMMENT ON TABLE label_evidence IS 'Evidence: sentences of named papers that contain a phrase of the label (stage label). Key: topic_id, rank';
COMMENT ON COLUMN label_evidence.topic_id IS 'The topic';
COMMENT ON COLUMN label_evidence.rank IS 'Place among the topic''s evidence, the most typical paper first';
COMMENT ON COLUMN label_evidence.paper_id IS 'The paper that is cited';
COMMENT ON COLUMN label_evidence.term IS 'The phrase of the label that the sentence contains';
COMMENT ON COLUMN label_evidence.start_offset IS 'Where the sentence begins in papers.text, in characters (Unicode code points) from 0';
COMMENT ON COLUMN label_evidence.end_offset IS 'Where it ends, exclusive';
COMMENT ON COLUMN label_evidence.sentence IS 'The sentence';

CREATE TABLE topic_periods (
  topic_id INTEGER NOT NULL, starts DATE NOT NULL, period VARCHAR NOT NULL, papers INTEGER NOT NULL, total INTEGER NOT NULL,
  share DOUBLE, share_low DOUBLE, share_high DOUBLE
);
COMMENT ON TABLE topic_periods IS 'Papers of each topic of any level in each period of the calendar that suits the days (paper_days), also where it has none; empty where no day is known (stage trend). Key: topic_id, starts';
COMMENT ON COLUMN topic_periods.topic_id IS 'The topic';
COMMENT ON COLUMN topic_periods.starts IS 'First day of the period';
COMMENT ON COLUMN topic_periods.period IS 'day where the days span three weeks or less, week up to two years (they begin on Monday), else month, quarter, year or longer; the same for all';
COMMENT ON COLUMN topic_periods.papers IS 'Papers of the topic in the period';
COMMENT ON COLUMN topic_periods.total IS 'Papers in the period that have a topic';
COMMENT ON COLUMN topic_periods.share IS 'papers / total, 0 to 1; NULL where total is 0. This takes out how many papers a day or period has';
COMMENT ON COLUMN topic_periods.share_low IS 'Lower bound of its 95 % interval (Wilson 1927)';
COMMENT ON COLUMN topic_periods.share_high IS 'Upper bound of that interval';

CREATE TABLE topic_trends (
  topic_id INTEGER NOT NULL, topic_label VARCHAR NOT NULL, level INTEGER NOT NULL, papers INTEGER NOT NULL, first_day DATE NOT NULL, last_day DATE NOT NULL,
  since DATE, new_papers INTEGER NOT NULL, earlier_papers INTEGER NOT NULL, new_share DOUBLE, earlier_share DOUBLE, growth DOUBLE,
  change DOUBLE, change_low DOUBLE, change_high DOUBLE, p_value DOUBLE, q_value DOUBLE, trend VARCHAR, change_point DATE
);
COMMENT ON TABLE topic_trends IS 'What a topic of any level, with papers of known days, does lately, against before (stage trend). Key: topic_id';
COMMENT ON COLUMN topic_trends.topic_id IS 'The topic';
COMMENT ON COLUMN topic_trends.topic_label IS 'Its label';
COMMENT ON COLUMN topic_trends.level IS 'Its level, as in topics';
COMMENT ON COLUMN topic_trends.papers IS 'Its papers of known days';
COMMENT ON COLUMN topic_trends.first_day IS 'Day of its first paper';
COMMENT ON COLUMN topic_trends.last_day IS 'Day of its last paper';
COMMENT ON COLUMN topic_trends.since IS 'First of the days that are compared with all before: the first of latest_days with papers; of a topic with a trend, the day within the last four weeks (of months or years, the last three) from which it stands out most. NULL where nothing came before';
COMMENT ON COLUMN topic_trends.new_papers IS 'Its papers since then; all of them where nothing came before';
COMMENT ON COLUMN topic_trends.earlier_papers IS 'Its papers from before';
COMMENT ON COLUMN topic_trends.new_share IS 'new_papers as a share of all papers since then that have a topic, 0 to 1';
COMMENT ON COLUMN topic_trends.earlier_share IS 'earlier_papers as a share of those from before, 0 to 1';
COMMENT ON COLUMN topic_trends.growth IS 'new_share / earlier_share: 2 is twice as many as its share before lets expect; NULL where it had none before';
COMMENT ON COLUMN topic_trends.change IS 'new_share less earlier_share';
COMMENT ON COLUMN topic_trends.change_low IS 'Lower bound of its 95 % interval (Newcombe 1998)';
COMMENT ON COLUMN topic_trends.change_high IS 'Upper bound of that interval';
COMMENT ON COLUMN topic_trends.p_value IS 'Probability, exact if the days of the papers were shuffled, that its share since any of those days stands out as much, upwards or, where that is less probable, downwards. NULL where nothing came before';
COMMENT ON COLUMN topic_trends.q_value IS 'Share of false alarms to be expected among the topics with as small a p_value (Benjamini and Hochberg 1995, over all topics and both directions), twice, since phrases are tested beside them';
COMMENT ON COLUMN topic_trends.trend IS 'Where q_value is 0.05 or less, and its share differs from that of the sixteen weeks before since, too (of months or years, of the twelve; by chance in no more than one of twenty): fading, rising, or new if no more than a tenth of its papers came before; else NULL';
COMMENT ON COLUMN topic_trends.change_point IS 'The last day from which its share is another than before, by the likeliest partition of all days; NULL where no change is sure';

CREATE TABLE phrase_trends (
  phrase_key VARCHAR NOT NULL, phrase VARCHAR NOT NULL, papers INTEGER NOT NULL, first_day DATE NOT NULL, since DATE NOT NULL,
  new_papers INTEGER NOT NULL, earlier_papers INTEGER NOT NULL, new_share DOUBLE NOT NULL, earlier_share DOUBLE NOT NULL,
  change DOUBLE NOT NULL, change_low DOUBLE NOT NULL, change_high DOUBLE NOT NULL, p_value DOUBLE NOT NULL, q_value DOUBLE NOT NULL, trend VARCHAR,
  topic_id INTEGER, topic_papers INTEGER NOT NULL, told_with VARCHAR
);
COMMENT ON TABLE phrase_trends IS 'A phrase that stands in more papers lately than before, by a test as of topics; the twenty surest of those with a p_value of 0.05 or less, without those that are no whole phrase (stage trend). Key: phrase_key';
COMMENT ON COLUMN phrase_trends.phrase_key IS 'What all its spellings share';
COMMENT ON COLUMN phrase_trends.phrase IS 'The phrase as the papers spell it';
COMMENT ON COLUMN phrase_trends.papers IS 'Papers of known days with it in title or abstract';
COMMENT ON COLUMN phrase_trends.first_day IS 'Day of the first of them';
COMMENT ON COLUMN phrase_trends.since IS 'First of the days that are compared with all before, as in topic_trends';
COMMENT ON COLUMN phrase_trends.new_papers IS 'Papers with it since then';
COMMENT ON COLUMN phrase_trends.earlier_papers IS 'Papers with it from before';
COMMENT ON COLUMN phrase_trends.new_share IS 'new_papers as a share of all since then, 0 to 1';
COMMENT ON COLUMN phrase_trends.earlier_share IS 'earlier_papers as a share of all from before, 0 to 1';
COMMENT ON COLUMN phrase_trends.change IS 'new_share less earlier_share';
COMMENT ON COLUMN phrase_trends.change_low IS 'Lower bound of its 95 % interval (Newcombe 1998)';
COMMENT ON COLUMN phrase_trends.change_high IS 'Upper bound of that interval';
COMMENT ON COLUMN phrase_trends.p_value IS 'Probability, exact if the days of the papers were shuffled, that its share since any of those days stands out as much';
COMMENT ON COLUMN phrase_trends.q_value IS 'Share of false alarms to be expected among the phrases with as small a p_value (Benjamini and Hochberg 1995, over all phrases that were tested: figure phrases_tested), twice, since topics are tested beside them';
COMMENT ON COLUMN phrase_trends.trend IS 'As of topics: rising, or new if no more than a tenth of its papers came before; else NULL';
COMMENT ON COLUMN phrase_trends.topic_id IS 'The topic, of level 0, that most of its papers since then are in; NULL for none';
COMMENT ON COLUMN phrase_trends.topic_papers IS 'How many of its papers since then are in that topic';
COMMENT ON COLUMN phrase_trends.told_with IS 'A surer phrase with a trend that stands in most of the same papers: this one says the same again; NULL where it stands for itself';

CREATE TABLE paper_upvotes (
  paper_id VARCHAR NOT NULL, upvotes INTEGER NOT NULL, age INTEGER, expected_upvotes DOUBLE NOT NULL, upvote_ratio DOUBLE NOT NULL, upvote_percentile DOUBLE NOT NULL
);
COMMENT ON TABLE paper_upvotes IS 'Upvotes of a paper, against what its day lets expect: young papers have fewer yet, and days differ (stage trend). Key: paper_id';
COMMENT ON COLUMN paper_upvotes.paper_id IS 'A paper with upvotes';
COMMENT ON COLUMN paper_upvotes.upvotes IS 'The most that any of its appearances gives';
COMMENT ON COLUMN paper_upvotes.age IS 'Days from its first listing to the newest of all; NULL where its day is not known';
COMMENT ON COLUMN paper_upvotes.expected_upvotes IS 'Upvotes typical of the papers of its day (without a day, of its source), the fewer these are the more drawn towards those typical of its age; typical is the mean of ln(1 + upvotes), turned back';
COMMENT ON COLUMN paper_upvotes.upvote_ratio IS '(1 + upvotes) / (1 + expected_upvotes): 2 is twice as many as its day lets expect';
COMMENT ON COLUMN paper_upvotes.upvote_percentile IS 'Share of all papers with upvotes that have a smaller ratio, and half of those with the same, 0 to 1';

CREATE TABLE paper_terms (
  paper_id VARCHAR NOT NULL, rank INTEGER NOT NULL, term VARCHAR NOT NULL, weight DOUBLE NOT NULL, documents_inside INTEGER, documents_outside INTEGER,
  start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, written VARCHAR NOT NULL
);
COMMENT ON TABLE paper_terms IS 'Reasons: the terms of a paper''s own text that tie it to its topic; none for an unassigned paper (stage explain). Key: paper_id, rank';
COMMENT ON COLUMN paper_terms.paper_id IS 'The paper';
COMMENT ON COLUMN paper_terms.rank IS '1 is the strongest';
COMMENT ON COLUMN paper_terms.term IS 'Phrase of one to a few words, in its commonest spelling';
COMMENT ON COLUMN paper_terms.weight IS 'How much the other papers with the term are papers of the topic: normalised pointwise mutual information, discounted where they are few. 0 is chance, 1 would be all of them and no other';
COMMENT ON COLUMN paper_terms.documents_inside IS 'Papers of the topic that contain it, this one included';
COMMENT ON COLUMN paper_terms.documents_outside IS 'Other papers that contain it';
COMMENT ON COLUMN paper_terms.start_offset IS 'Where it first stands in papers.text, in characters (Unicode code points) from 0';
COMMENT ON COLUMN paper_terms.end_offset IS 'Where it ends there, exclusive';
COMMENT ON COLUMN paper_terms.written IS 'As it is written there';

CREATE TABLE paper_sentences (
  paper_id VARCHAR NOT NULL, rank INTEGER NOT NULL, weight DOUBLE NOT NULL, terms VARCHAR[], start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, sentence VARCHAR NOT NULL
);
COMMENT ON TABLE paper_sentences IS 'Reasons: the sentences of an abstract that tie the paper to its topic; none for an unassigned paper (stage explain). Key: paper_id, rank';
COMMENT ON COLUMN paper_sentences.paper_id IS 'The paper';
COMMENT ON COLUMN paper_sentences.rank IS '1 is the strongest';
COMMENT ON COLUMN paper_sentences.weight IS 'Sum of the weights (as in paper_terms) of all terms in it, divided by the square root of its words';
COMMENT ON COLUMN paper_sentences.terms IS 'Terms that it weighs by, the strongest first; of one inside another only the stronger';
COMMENT ON COLUMN paper_sentences.start_offset IS 'Where it begins in papers.text, in characters (Unicode code points) from 0';
COMMENT ON COLUMN paper_sentences.end_offset IS 'Where it ends, exclusive';
COMMENT ON COLUMN paper_sentences.sentence IS 'The sentence';

CREATE TABLE positions (paper_id VARCHAR NOT NULL, x DOUBLE NOT NULL, y DOUBLE NOT NULL);
COMMENT ON TABLE positions IS 'Where each paper lies on the map (stage project). Key: paper_id';
COMMENT ON COLUMN positions.paper_id IS 'The paper';
COMMENT ON COLUMN positions.x IS 'UMAP coordinate, without unit';
COMMENT ON COLUMN positions.y IS 'UMAP coordinate, without unit';

CREATE TABLE run_inputs (
  run_id INTEGER NOT NULL, files VARCHAR[] NOT NULL, records INTEGER NOT NULL, papers INTEGER NOT NULL
);
COMMENT ON TABLE run_inputs IS 'A run of the history: each of the last --keep-runs that changed something, the newest being this state of the file (stage trace). Key: run_id';
COMMENT ON COLUMN run_inputs.run_id IS 'The run, as in runs, where its settings stand';
COMMENT ON COLUMN run_inputs.files IS 'Its input files that were read, in order of name';
COMMENT ON COLUMN run_inputs.records IS 'Records in them that could be used';
COMMENT ON COLUMN run_inputs.papers IS 'Papers made of these';

CREATE TABLE run_topics (
  run_id INTEGER NOT NULL, topic_id INTEGER NOT NULL, level INTEGER NOT NULL, parent_id INTEGER,
  label VARCHAR NOT NULL, size INTEGER NOT NULL, stability DOUBLE
);
COMMENT ON TABLE run_topics IS 'A topic of any level as it was in a run of the history (stage trace). Key: run_id, topic_id';
COMMENT ON COLUMN run_topics.run_id IS 'The run';
COMMENT ON COLUMN run_topics.topic_id IS 'The topic; the same number is the same topic in every run';
COMMENT ON COLUMN run_topics.level IS '0 is the finest, which papers are in';
COMMENT ON COLUMN run_topics.parent_id IS 'Broader topic that it was part of';
COMMENT ON COLUMN run_topics.label IS 'Label that it had';
COMMENT ON COLUMN run_topics.size IS 'Papers in it';
COMMENT ON COLUMN run_topics.stability IS 'How well halves of it foretold each other';

CREATE TABLE run_members (run_id INTEGER NOT NULL, topic_id INTEGER, papers INTEGER[] NOT NULL);
COMMENT ON TABLE run_members IS 'The papers of a topic of the finest level in a run of the history; papers_in_run(run) has one a row (stage trace). Key: run_id, topic_id';
COMMENT ON COLUMN run_members.run_id IS 'The run';
COMMENT ON COLUMN run_members.topic_id IS 'The topic; NULL for the papers that were in none';
COMMENT ON COLUMN run_members.papers IS 'Their numbers in numbered_papers, ascending';

CREATE TABLE run_maps (run_id INTEGER NOT NULL, papers INTEGER[] NOT NULL, x FLOAT[] NOT NULL, y FLOAT[] NOT NULL);
COMMENT ON TABLE run_maps IS 'The papers that a run of the history put on the map or moved on it: a paper lies where the last run before put it; map_of_run(run) has one a row (stage trace). Key: run_id';
COMMENT ON COLUMN run_maps.run_id IS 'The run; none where no paper came and none moved';
COMMENT ON COLUMN run_maps.papers IS 'Their numbers in numbered_papers, ascending';
COMMENT ON COLUMN run_maps.x IS 'Where each of them lies, in the same order';
COMMENT ON COLUMN run_maps.y IS 'The same, upwards';

CREATE TABLE numbered_papers (number INTEGER NOT NULL, paper_id VARCHAR NOT NULL, title VARCHAR);
COMMENT ON TABLE numbered_papers IS 'A paper of any run of the history, and the number that stands for it there (stage trace). Key: number';
COMMENT ON COLUMN numbered_papers.number IS 'Its number, from 1, the same in every run';
COMMENT ON COLUMN numbered_papers.paper_id IS 'Its id';
COMMENT ON COLUMN numbered_papers.title IS 'Clean title of a paper that is gone; NULL where it stands in papers';

CREATE TABLE topic_events (
  run_id INTEGER NOT NULL, previous_run_id INTEGER NOT NULL, event VARCHAR NOT NULL, level INTEGER NOT NULL,
  topic_id INTEGER, previous_topic_id INTEGER, label VARCHAR, previous_label VARCHAR,
  papers INTEGER NOT NULL, previous_papers INTEGER NOT NULL, shared_papers INTEGER NOT NULL, new_papers INTEGER NOT NULL, gone_papers INTEGER NOT NULL,
  evidence DOUBLE NOT NULL
);
COMMENT ON TABLE topic_events IS 'What became of each topic from the run before to this one, of the runs that changed something; empty after a first run (stage trace). Which papers moved: moved_papers(previous_run_id, run_id). Key: event, topic_id, previous_topic_id';
COMMENT ON COLUMN topic_events.run_id IS 'The last run of the history';
COMMENT ON COLUMN topic_events.previous_run_id IS 'The one before it';
COMMENT ON COLUMN topic_events.event IS 'A topic of both runs is continued, or grown or shrunk: a quarter more or fewer papers than its like, and beyond chance; renamed is said beside that. split: more than half of a new topic is from the previous one; merged: more than half of one that is no more is in the topic; a topic that goes on stands in its splits and mergers, too. born, died: neither';
COMMENT ON COLUMN topic_events.level IS 'Level of both';
COMMENT ON COLUMN topic_events.topic_id IS 'The topic; NULL where one died';
COMMENT ON COLUMN topic_events.previous_topic_id IS 'The topic of the run before; NULL where one was born';
COMMENT ON COLUMN topic_events.label IS 'Label of the topic';
COMMENT ON COLUMN topic_events.previous_label IS 'Label that the topic of the run before had';
COMMENT ON COLUMN topic_events.papers IS 'Papers of the topic';
COMMENT ON COLUMN topic_events.previous_papers IS 'Papers that the topic of the run before had';
COMMENT ON COLUMN topic_events.shared_papers IS 'Papers in both';
COMMENT ON COLUMN topic_events.new_papers IS 'Papers of the topic that the run before did not have';
COMMENT ON COLUMN topic_events.gone_papers IS 'Papers of the topic of the run before that this run does not have';
COMMENT ON COLUMN topic_events.evidence IS 'Share of the papers that speak for it. Of topics of both runs: shared_papers of those in either, and in some topic in both runs; split, merged: of those of the new, of the old topic; born, died: of its papers, those that are from no one topic, that went into no one';

CREATE TABLE topic_marks (
  topic_id INTEGER NOT NULL, anchor_x DOUBLE NOT NULL, anchor_y DOUBLE NOT NULL, color VARCHAR NOT NULL
);
COMMENT ON TABLE topic_marks IS 'How each topic of any level is drawn in every chart (stage chart). Key: topic_id';
COMMENT ON COLUMN topic_marks.topic_id IS 'The topic';
COMMENT ON COLUMN topic_marks.anchor_x IS 'x of its paper in the densest place';
COMMENT ON COLUMN topic_marks.anchor_y IS 'y of that paper';
COMMENT ON COLUMN topic_marks.color IS 'Colour as #rrggbb: of a topic that is part of no other, told apart by hue; of its parts, a shade of its hue, told apart from the neighbours on the map';

CREATE TABLE map_names (
  topic_id INTEGER NOT NULL, kind VARCHAR NOT NULL, x DOUBLE NOT NULL, y DOUBLE NOT NULL, line_x DOUBLE, line_y DOUBLE
);
COMMENT ON TABLE map_names IS 'Where the drawn map (charts/topic-map) has the name of each topic; the next run''s names begin there while the map stands (stage chart). Key: topic_id';
COMMENT ON COLUMN map_names.topic_id IS 'The topic';
COMMENT ON COLUMN map_names.kind IS 'broad: the large name of a broad topic; name; number: its number in the list, where it has no room for a name';
COMMENT ON COLUMN map_names.x IS 'x of the middle of the name, as in positions';
COMMENT ON COLUMN map_names.y IS 'y of it';
COMMENT ON COLUMN map_names.line_x IS 'x of the paper that a line leads to, where the name lies away from its topic';
COMMENT ON COLUMN map_names.line_y IS 'y of it';

CREATE TABLE charts (
  name VARCHAR NOT NULL, position INTEGER NOT NULL, description VARCHAR NOT NULL, svg VARCHAR NOT NULL
);
COMMENT ON TABLE charts IS 'The charts as they are drawn in charts/; one with nothing to show, such as one over time without dates, is not drawn (stage chart). Key: name';
COMMENT ON COLUMN charts.name IS 'Name of its files, without ending';
COMMENT ON COLUMN charts.position IS 'Place among all charts, from 1';
COMMENT ON COLUMN charts.description IS 'What it shows, in words';
COMMENT ON COLUMN charts.svg IS 'The picture, as SVG';

CREATE TABLE stage_figures (stage VARCHAR NOT NULL, name VARCHAR NOT NULL, value DOUBLE NOT NULL);
COMMENT ON TABLE stage_figures IS 'Figures of quality of each stage''s result, such as trustworthiness: what report and page show. The same for the same input (written for each stage). Key: stage, name';
COMMENT ON COLUMN stage_figures.stage IS 'The stage';
COMMENT ON COLUMN stage_figures.name IS 'Name of the figure';
COMMENT ON COLUMN stage_figures.value IS 'Its value';

CREATE TABLE runs (
  run_id INTEGER NOT NULL, started_at TIMESTAMP, seconds DOUBLE, seed BIGINT, settings VARCHAR, versions VARCHAR
);
COMMENT ON TABLE runs IS 'Each run that ended well, the newest last; the only tables with times are this one and stage_runs. Key: run_id';
COMMENT ON COLUMN runs.run_id IS 'From 1';
COMMENT ON COLUMN runs.started_at IS 'Start, UTC';
COMMENT ON COLUMN runs.seconds IS 'Duration';
COMMENT ON COLUMN runs.seed IS 'Seed of all random choices';
COMMENT ON COLUMN runs.settings IS 'All settings, as JSON';
COMMENT ON COLUMN runs.versions IS 'Versions of Topic Atlas, Node.js and DuckDB, as JSON';

CREATE TABLE stage_runs (
  run_id INTEGER NOT NULL, position INTEGER NOT NULL, stage VARCHAR, status VARCHAR, input_hash VARCHAR, output_hash VARCHAR,
  rows_in BIGINT, rows_out BIGINT, seconds DOUBLE, peak_memory_mb DOUBLE, summary VARCHAR, metrics MAP(VARCHAR, DOUBLE)
);
COMMENT ON TABLE stage_runs IS 'What each stage did in each run. Key: run_id, position';
COMMENT ON COLUMN stage_runs.run_id IS 'The run';
COMMENT ON COLUMN stage_runs.position IS 'Place of the stage in the pipeline, from 1';
COMMENT ON COLUMN stage_runs.stage IS 'The stage';
COMMENT ON COLUMN stage_runs.status IS 'ran, or skipped: nothing changed';
COMMENT ON COLUMN stage_runs.input_hash IS 'Hash of code, settings, files and tables that the stage read';
COMMENT ON COLUMN stage_runs.output_hash IS 'Hash of the tables that the stage wrote';
COMMENT ON COLUMN stage_runs.rows_in IS 'Rows read';
COMMENT ON COLUMN stage_runs.rows_out IS 'Rows written';
COMMENT ON COLUMN stage_runs.seconds IS 'Duration; 0 where it was skipped';
COMMENT ON COLUMN stage_runs.peak_memory_mb IS 'Largest resident memory of the process so far, in MiB';
COMMENT ON COLUMN stage_runs.summary IS 'What it did, in words';
COMMENT ON COLUMN stage_runs.metrics IS 'Its figures of quality, as in stage_figures, and those of this run alone, by name';

CREATE VIEW paper_days AS
WITH listed AS (SELECT paper_id, min(listed_date) AS day FROM appearances WHERE listed_date IS NOT NULL GROUP BY paper_id)
SELECT paper_id, day, 'day' AS precision, 'listed' AS basis FROM listed
UNION ALL
SELECT paper_id, TRY_CAST(published || substr('0000-01-01', length(published) + 1) AS DATE) AS day,
  CASE length(published) WHEN 4 THEN 'year' WHEN 7 THEN 'month' ELSE 'day' END AS precision, 'published' AS basis
FROM papers WHERE published IS NOT NULL AND NOT EXISTS (FROM listed);
COMMENT ON VIEW paper_days IS 'A paper of a known day a row, for all that is shown over time: its first day of listing; where no record of all gives one, as in bibliographies, when it was published';
COMMENT ON COLUMN paper_days.paper_id IS 'The paper';
COMMENT ON COLUMN paper_days.day IS 'The day; of a month or a year its first day';
COMMENT ON COLUMN paper_days.precision IS 'day, month or year: how exactly it is known';
COMMENT ON COLUMN paper_days.basis IS 'listed or published, the same for all papers';

CREATE VIEW date_basis AS
SELECT any_value(basis) AS basis,
  CASE WHEN count(*) FILTER (precision = 'year') >= count(*) / 10 THEN 'year'
    WHEN count(*) FILTER (precision <> 'day') >= count(*) / 10 THEN 'month' ELSE 'day' END AS precision
FROM paper_days HAVING count(*) > 0;
COMMENT ON VIEW date_basis IS 'What the days of paper_days are; no row where there are none';
COMMENT ON COLUMN date_basis.basis IS 'listed or published';
COMMENT ON COLUMN date_basis.precision IS 'Nothing finer is shown: year where a tenth of the days or more are known to the year alone, month where they are to the month or year, else day';

CREATE VIEW paper_overview AS
SELECT paper_id, papers.title, papers.abstract, topic_id, topics.label AS topic_label, topic_papers.probability,
  positions.x, positions.y, appeared.sources
FROM papers
LEFT JOIN topic_papers USING (paper_id)
LEFT JOIN topics USING (topic_id)
LEFT JOIN positions USING (paper_id)
LEFT JOIN (
  SELECT paper_id, list(DISTINCT source ORDER BY source) AS sources FROM appearances GROUP BY paper_id
) AS appeared USING (paper_id)
ORDER BY paper_id;
COMMENT ON VIEW paper_overview IS 'A paper a row: its topic and the probability of it, its place on the map, and the files it stood in';
COMMENT ON COLUMN paper_overview.paper_id IS 'The paper';
COMMENT ON COLUMN paper_overview.title IS 'Title as the record that is kept has it';
COMMENT ON COLUMN paper_overview.abstract IS 'Abstract as the record that is kept has it';
COMMENT ON COLUMN paper_overview.topic_id IS 'Its topic, of level 0; NULL for an unassigned paper';
COMMENT ON COLUMN paper_overview.topic_label IS 'Label of that topic';
COMMENT ON COLUMN paper_overview.probability IS 'Share of its topic (unassigned: of the best it had) of the votes for it, 0 to 1';
COMMENT ON COLUMN paper_overview.x IS 'Place on the map';
COMMENT ON COLUMN paper_overview.y IS 'Place on the map';
COMMENT ON COLUMN paper_overview.sources IS 'Input files that it stood in, by name';

CREATE VIEW input_account AS
SELECT source, input_files.records AS found, coalesce(placed.papers, 0)::INTEGER AS papers, coalesce(placed.merged, 0)::INTEGER AS merged,
  input_files.rejected
FROM input_files
LEFT JOIN (
  SELECT appearances.source, count(*) FILTER (merged_source IS NULL) AS papers, count(merged_source) AS merged
  FROM appearances
  LEFT JOIN (SELECT DISTINCT merged_source, merged_position FROM duplicates) ON merged_source = appearances.source AND merged_position = position
  GROUP BY appearances.source
) AS placed USING (source)
ORDER BY source;
COMMENT ON VIEW input_account IS 'An input file a row: records found in it = those kept as papers + those merged into others + those rejected';
COMMENT ON COLUMN input_account.source IS 'Input file, as folder/name';
COMMENT ON COLUMN input_account.found IS 'Records found in it';
COMMENT ON COLUMN input_account.papers IS 'Records that are kept as papers';
COMMENT ON COLUMN input_account.merged IS 'Records that were merged into others';
COMMENT ON COLUMN input_account.rejected IS 'Records that could not be used';

CREATE VIEW topic_overview AS
SELECT topics.topic_id, topics.label, topics.size, topics.size / (SELECT count(*) FROM topic_papers) AS share, described.terms, topics.cohesion, topics.stability, topics.mixed,
  nearest.label AS nearest_label, topics.nearest_similarity, topics.parent_id, broader.label AS parent_label
FROM topics
LEFT JOIN topics AS nearest ON nearest.topic_id = topics.nearest_topic_id
LEFT JOIN topics AS broader ON broader.topic_id = topics.parent_id
LEFT JOIN (
  SELECT topic_id, list(term ORDER BY rank) AS terms FROM topic_terms GROUP BY topic_id
) AS described ON described.topic_id = topics.topic_id
WHERE topics.level = 0
ORDER BY topics.topic_id;
COMMENT ON VIEW topic_overview IS 'A topic that papers are in (level 0) a row: label, size, terms, cohesion, stability, whether it is mixed, the nearest topic and the broader one';
COMMENT ON COLUMN topic_overview.topic_id IS 'Number of the topic; the same from run to run while the topic is';
COMMENT ON COLUMN topic_overview.label IS 'Heading made of its own phrases';
COMMENT ON COLUMN topic_overview.size IS 'Papers in it';
COMMENT ON COLUMN topic_overview.share IS 'Its papers as a share of all, 0 to 1';
COMMENT ON COLUMN topic_overview.terms IS 'Terms that set it apart, the best first';
COMMENT ON COLUMN topic_overview.cohesion IS 'Mean cosine of its papers to its centroid, in space.vector';
COMMENT ON COLUMN topic_overview.stability IS 'How well half of the papers foretell which of the other half are in it: firm from .75 on, fair from .5 on, loose below';
COMMENT ON COLUMN topic_overview.mixed IS 'Whether it is a shelf of papers that have little to do with each other';
COMMENT ON COLUMN topic_overview.nearest_label IS 'Label of the topic with the most similar centroid';
COMMENT ON COLUMN topic_overview.nearest_similarity IS 'Cosine of the two centroids';
COMMENT ON COLUMN topic_overview.parent_id IS 'Broader topic that it is part of; NULL where there is none';
COMMENT ON COLUMN topic_overview.parent_label IS 'Label of that topic';

CREATE VIEW topic_tree AS
WITH RECURSIVE climbed AS (
  SELECT topic_id, parent_id, [topic_id] AS path, [label] AS labels FROM topics
  UNION ALL
  SELECT climbed.topic_id, topics.parent_id, list_prepend(topics.topic_id, path), list_prepend(topics.label, labels)
  FROM climbed JOIN topics ON topics.topic_id = climbed.parent_id
  WHERE len(path) < 50 -- ends where, in a file of someone else, topics are parts of each other
),
placed AS (
  SELECT topic_id, path, labels, min(topic_id) FILTER (level = 0) OVER (PARTITION BY path[1]) AS first_topic
  FROM climbed JOIN topics USING (topic_id) WHERE climbed.parent_id IS NULL
)
SELECT repeat('    ', len(path) - 1) || label AS tree, topic_id, topics.parent_id, level, label, size,
  size / (SELECT count(*) FROM topic_papers) AS share,
  (SELECT count(*) FROM topics AS child WHERE child.parent_id = topics.topic_id)::INTEGER AS children,
  cohesion, stability, mixed, path, labels
FROM placed JOIN topics USING (topic_id)
ORDER BY first_topic, path;
COMMENT ON VIEW topic_tree IS 'Topics of all levels in reading order: each broader topic before its parts, indented in tree; path and labels lead to it from the broadest';
COMMENT ON COLUMN topic_tree.tree IS 'Its label, indented by four spaces a level';
COMMENT ON COLUMN topic_tree.topic_id IS 'Number of the topic, unique over all levels';
COMMENT ON COLUMN topic_tree.parent_id IS 'Broader topic that it is part of; NULL where there is none';
COMMENT ON COLUMN topic_tree.level IS '0 is the finest, which papers are in';
COMMENT ON COLUMN topic_tree.label IS 'Its label';
COMMENT ON COLUMN topic_tree.size IS 'Papers in it';
COMMENT ON COLUMN topic_tree.share IS 'Its papers as a share of all, 0 to 1';
COMMENT ON COLUMN topic_tree.children IS 'Topics that it is directly made of';
COMMENT ON COLUMN topic_tree.cohesion IS 'Mean cosine of its papers to its centroid, in space.vector';
COMMENT ON COLUMN topic_tree.stability IS 'How well half of the papers foretell which of the other half are in it: firm from .75 on, fair from .5 on, loose below';
COMMENT ON COLUMN topic_tree.mixed IS 'Whether it is a shelf of papers that have little to do with each other';
COMMENT ON COLUMN topic_tree.path IS 'Numbers of the topics that lead to it, from the broadest to itself';
COMMENT ON COLUMN topic_tree.labels IS 'Labels of the topics in path';

CREATE VIEW topic_map AS
SELECT paper_id, papers.clean_title AS title, positions.x, positions.y, topic_id, topics.label AS topic_label, topic_papers.probability,
  topic_papers.role, topic_marks.color, broader.label AS parent_label
FROM positions
JOIN papers USING (paper_id)
JOIN topic_papers USING (paper_id)
LEFT JOIN topics USING (topic_id)
LEFT JOIN topics AS broader ON broader.topic_id = topics.parent_id
LEFT JOIN topic_marks USING (topic_id)
ORDER BY paper_id;
COMMENT ON VIEW topic_map IS 'A paper on the map a row; topic and colour are NULL for an unassigned paper';
COMMENT ON COLUMN topic_map.paper_id IS 'The paper';
COMMENT ON COLUMN topic_map.title IS 'Its clean title';
COMMENT ON COLUMN topic_map.x IS 'UMAP coordinate, without unit';
COMMENT ON COLUMN topic_map.y IS 'UMAP coordinate, without unit';
COMMENT ON COLUMN topic_map.topic_id IS 'Its topic, of level 0; NULL for an unassigned paper';
COMMENT ON COLUMN topic_map.topic_label IS 'Label of that topic';
COMMENT ON COLUMN topic_map.probability IS 'Share of its topic (unassigned: of the best it had) of the votes for it, 0 to 1';
COMMENT ON COLUMN topic_map.role IS 'core, edge or unassigned, as in topic_papers';
COMMENT ON COLUMN topic_map.color IS 'Colour of its topic as #rrggbb';
COMMENT ON COLUMN topic_map.parent_label IS 'Label of the broader topic';

CREATE MACRO list_links(paper_url, doi, urls) AS
  list_filter([paper_url, 'https://doi.org/' || doi], lambda link: link IS NOT NULL) || coalesce(urls, []);
COMMENT ON MACRO list_links IS 'Addresses of a paper: its own, that of its DOI, those of its abstract';

CREATE VIEW paper_card AS
SELECT paper_id, papers.clean_title AS title, authors, day, venue, topic_id, mine.label AS topic_label, broader.label AS parent_label, role, probability,
  other.label AS second_label, margin, appeared.rank, upvotes, comments, sources, coalesce(merged_records, 0)::INTEGER AS merged_records,
  language, categories, keywords, doi, arxiv_id, list_links(paper_url, doi, urls) AS links
FROM papers
LEFT JOIN paper_days USING (paper_id)
LEFT JOIN topic_papers USING (paper_id)
LEFT JOIN topics AS mine USING (topic_id)
LEFT JOIN topics AS broader ON broader.topic_id = mine.parent_id
LEFT JOIN topics AS other ON other.topic_id = second_topic_id
LEFT JOIN (
  SELECT paper_id, min(rank) AS rank, max(upvotes) AS upvotes, max(comments) AS comments, list(DISTINCT source ORDER BY source) AS sources
  FROM appearances GROUP BY paper_id
) AS appeared USING (paper_id)
LEFT JOIN (SELECT paper_id, count(*) AS merged_records FROM duplicates GROUP BY paper_id) AS repeated USING (paper_id)
ORDER BY paper_id;
COMMENT ON VIEW paper_card IS 'A paper a row, with all that is known of it but its text: who, when, where it stood, its topic and how surely, upvotes, languages, classes, addresses';
COMMENT ON COLUMN paper_card.paper_id IS 'The paper';
COMMENT ON COLUMN paper_card.title IS 'Its clean title';
COMMENT ON COLUMN paper_card.authors IS 'Names of the authors, in order';
COMMENT ON COLUMN paper_card.day IS 'Its day as in paper_days; NULL where none is known';
COMMENT ON COLUMN paper_card.venue IS 'Journal, conference or publisher, as written';
COMMENT ON COLUMN paper_card.topic_id IS 'Its topic, of level 0; NULL for an unassigned paper';
COMMENT ON COLUMN paper_card.topic_label IS 'Label of that topic';
COMMENT ON COLUMN paper_card.parent_label IS 'Label of the broader topic';
COMMENT ON COLUMN paper_card.role IS 'core, edge or unassigned, as in topic_papers';
COMMENT ON COLUMN paper_card.probability IS 'Share of its topic (unassigned: of the best it had) of the votes for it, 0 to 1';
COMMENT ON COLUMN paper_card.second_label IS 'Label of the topic with the next largest probability; of an unassigned paper that with the largest';
COMMENT ON COLUMN paper_card.margin IS 'probability less the next largest';
COMMENT ON COLUMN paper_card.rank IS 'Best rank that a page gives it';
COMMENT ON COLUMN paper_card.upvotes IS 'Most upvotes that a page gives it';
COMMENT ON COLUMN paper_card.comments IS 'Most comments that a page counts';
COMMENT ON COLUMN paper_card.sources IS 'Input files that it stood in, by name';
COMMENT ON COLUMN paper_card.merged_records IS 'Records that were merged into it';
COMMENT ON COLUMN paper_card.language IS 'Language of the text, as ISO 639-1 code; NULL where that is not sure';
COMMENT ON COLUMN paper_card.categories IS 'Classes that its source puts it in, such as cs.CL';
COMMENT ON COLUMN paper_card.keywords IS 'Keywords that its source gives';
COMMENT ON COLUMN paper_card.doi IS 'DOI in lower case, without address';
COMMENT ON COLUMN paper_card.arxiv_id IS 'arXiv identifier without version, where known';
COMMENT ON COLUMN paper_card.links IS 'Addresses: its own, that of its DOI, those of its abstract';

CREATE VIEW merged_records AS
SELECT paper_id, papers.clean_title AS title, kind, score, reason, kept_source, kept_position, kept.clean_title AS kept_title,
  merged_source, merged_position, other.clean_title AS merged_title
FROM duplicates
JOIN papers USING (paper_id)
LEFT JOIN records AS kept ON kept.source = kept_source AND kept.position = kept_position
LEFT JOIN records AS other ON other.source = merged_source AND other.position = merged_position
ORDER BY paper_id, merged_source, merged_position;
COMMENT ON VIEW merged_records IS 'A record that was merged a row: into which, why, and the titles of both';
COMMENT ON COLUMN merged_records.paper_id IS 'The paper that both are';
COMMENT ON COLUMN merged_records.title IS 'Its clean title';
COMMENT ON COLUMN merged_records.kind IS 'exact, identity, near, semantic or decision, as in duplicates';
COMMENT ON COLUMN merged_records.score IS 'Score of that kind, 0 to 1; 1 for exact and decision';
COMMENT ON COLUMN merged_records.reason IS 'What the two records have in common';
COMMENT ON COLUMN merged_records.kept_source IS 'File of the record kept';
COMMENT ON COLUMN merged_records.kept_position IS 'Position of the record kept';
COMMENT ON COLUMN merged_records.kept_title IS 'Title of the record kept';
COMMENT ON COLUMN merged_records.merged_source IS 'File of the record merged into it';
COMMENT ON COLUMN merged_records.merged_position IS 'Position of the record merged into it';
COMMENT ON COLUMN merged_records.merged_title IS 'Title of the record merged into it';

CREATE VIEW compared_pairs AS
SELECT kind, score, margin, merged, distinction, evidence, a.clean_title AS title_a, b.clean_title AS title_b,
  source_a, position_a, source_b, position_b, text_a, text_b
FROM judged_pairs
JOIN duplicate_pairs USING (text_a, text_b)
LEFT JOIN records AS a ON a.source = source_a AND a.position = position_a
LEFT JOIN records AS b ON b.source = source_b AND b.position = position_b
ORDER BY abs(margin), text_a, text_b;
COMMENT ON VIEW compared_pairs IS 'Two different texts that may be one paper a row, the most doubtful first: near-misses are those not merged. Equal texts are merged without being compared';
COMMENT ON COLUMN compared_pairs.kind IS 'Kind of score that merges the pair, or that came nearest to it';
COMMENT ON COLUMN compared_pairs.score IS 'That score, 0 to 1';
COMMENT ON COLUMN compared_pairs.margin IS 'That score less its threshold; the nearer to 0, the more doubtful';
COMMENT ON COLUMN compared_pairs.merged IS 'Whether the two are one paper now';
COMMENT ON COLUMN compared_pairs.distinction IS 'What tells them apart, however alike they are; NULL where nothing does';
COMMENT ON COLUMN compared_pairs.evidence IS 'What they have in common, in words';
COMMENT ON COLUMN compared_pairs.title_a IS 'Title of the text that is or would be kept';
COMMENT ON COLUMN compared_pairs.title_b IS 'Title of the other text';
COMMENT ON COLUMN compared_pairs.source_a IS 'File of the first record of text_a';
COMMENT ON COLUMN compared_pairs.position_a IS 'Position of that record';
COMMENT ON COLUMN compared_pairs.source_b IS 'File of the first record of text_b';
COMMENT ON COLUMN compared_pairs.position_b IS 'Position of that record';
COMMENT ON COLUMN compared_pairs.text_a IS 'Id of the one text, as npm run duplicates takes it';
COMMENT ON COLUMN compared_pairs.text_b IS 'Id of the other text';

CREATE MACRO wilson_bound(k, n, z) AS (2 * k + z * z + z * sqrt(z * z + 4 * k * (1 - k / n))) / (2 * (n + z * z));
COMMENT ON MACRO wilson_bound IS 'Bound of the share k of n by Wilson (1927), 0 to 1: the lower one where z is below 0, the upper one where it is above; NULL where n is 0';

CREATE MACRO share_change_low(k, n, other_k, other_n) AS
  k / n - other_k / other_n - sqrt((k / n - wilson_bound(k, n, -1.959963984540054)) ** 2 + (wilson_bound(other_k, other_n, 1.959963984540054) - other_k / other_n) ** 2);
COMMENT ON MACRO share_change_low IS 'Lower bound of the 95 % interval of k / n less other_k / other_n, two shares of different papers (Newcombe 1998, method 10); NULL where n or other_n is 0';

CREATE MACRO share_change_high(k, n, other_k, other_n) AS
  k / n - other_k / other_n + sqrt((wilson_bound(k, n, 1.959963984540054) - k / n) ** 2 + (other_k / other_n - wilson_bound(other_k, other_n, -1.959963984540054)) ** 2);
COMMENT ON MACRO share_change_high IS 'Upper bound of that interval';

CREATE MACRO topic_shifts(since, until) AS TABLE
WITH placed AS (
  SELECT topic_id, day BETWEEN since AND until AS is_inside FROM paper_days JOIN topic_papers USING (paper_id) WHERE topic_id IS NOT NULL AND day IS NOT NULL
),
counted AS (
  SELECT topic_id, count(*) FILTER (is_inside) AS papers_inside, count(*) FILTER (NOT is_inside) AS papers_outside FROM placed GROUP BY topic_id
),
summed AS (SELECT *, sum(papers_inside) OVER () AS all_inside, sum(papers_outside) OVER () AS all_outside FROM counted),
shifted AS (
  SELECT topic_id, papers_inside::INTEGER AS papers_inside, papers_outside::INTEGER AS papers_outside,
    papers_inside / nullif(all_inside, 0) AS share_inside, papers_outside / nullif(all_outside, 0) AS share_outside,
    share_inside - share_outside AS change,
    share_change_low(papers_inside, nullif(all_inside, 0), papers_outside, nullif(all_outside, 0)) AS change_low,
    share_change_high(papers_inside, nullif(all_inside, 0), papers_outside, nullif(all_outside, 0)) AS change_high
  FROM summed
)
SELECT topic_id, topics.label AS topic_label, papers_inside, papers_outside, share_inside, share_outside, change, change_low, change_high,
  CASE WHEN change_low > 0 THEN 'rises' WHEN change_high < 0 THEN 'fades' END AS trend
FROM shifted JOIN topics USING (topic_id)
ORDER BY topic_id;
COMMENT ON MACRO TABLE topic_shifts IS 'How the share of each topic (level 0) on the days from since to until, both included, differs from that on all other days; days as in paper_days. Columns: topic_id: The topic; topic_label: Its label; papers_inside: Its papers of those days; papers_outside: Its papers of all others; share_inside: Those as a share of all papers of those days that have a topic, 0 to 1; share_outside: The same of all other days; change: The first share less the second; change_low: Lower bound of its 95 % interval (Newcombe 1998); change_high: Upper bound; trend: rises or fades where the interval leaves out 0, else NULL. By chance alone one topic in twenty has one';

CREATE VIEW latest_days AS
SELECT CASE any_value(date_basis.precision) WHEN 'day' THEN max(day) - 6 ELSE date_trunc(any_value(date_basis.precision), max(day))::DATE END AS since,
  max(day) AS until
FROM paper_days CROSS JOIN date_basis HAVING count(*) > 0;
COMMENT ON VIEW latest_days IS 'What lately means: the last seven days that there are; the last month or year where days are known no finer (date_basis); no row where no day is known';
COMMENT ON COLUMN latest_days.since IS 'The first of them';
COMMENT ON COLUMN latest_days.until IS 'The last: that of the newest paper';

CREATE VIEW new_papers AS
SELECT paper_id, papers.clean_title AS title, paper_days.day, topic_papers.topic_id, topics.label AS topic_label,
  paper_upvotes.upvotes, paper_upvotes.expected_upvotes, paper_upvotes.upvote_ratio, paper_upvotes.upvote_percentile
FROM paper_days
CROSS JOIN latest_days
JOIN papers USING (paper_id)
LEFT JOIN topic_papers USING (paper_id)
LEFT JOIN topics USING (topic_id)
LEFT JOIN paper_upvotes USING (paper_id)
WHERE paper_days.day BETWEEN since AND until
ORDER BY upvote_percentile DESC NULLS LAST, paper_days.day DESC, paper_id;
COMMENT ON VIEW new_papers IS 'The papers of the latest days (latest_days), those with most upvotes for their day first';
COMMENT ON COLUMN new_papers.paper_id IS 'The paper';
COMMENT ON COLUMN new_papers.title IS 'Its clean title';
COMMENT ON COLUMN new_papers.day IS 'Its day, as in paper_days';
COMMENT ON COLUMN new_papers.topic_id IS 'Its topic, of level 0; NULL where it has none';
COMMENT ON COLUMN new_papers.topic_label IS 'Label of that topic';
COMMENT ON COLUMN new_papers.upvotes IS 'Its upvotes; NULL where no page gives any. This and the next three are those of paper_upvotes';
COMMENT ON COLUMN new_papers.expected_upvotes IS 'Upvotes to be expected of a paper of its day';
COMMENT ON COLUMN new_papers.upvote_ratio IS '(1 + upvotes) / (1 + expected_upvotes): 2 is twice as many as its day lets expect';
COMMENT ON COLUMN new_papers.upvote_percentile IS 'Share of all papers with upvotes that have a smaller ratio, and half of those with the same, 0 to 1';

CREATE VIEW rising_topics AS
SELECT topic_trends.topic_id, topic_trends.topic_label, topic_trends.level, topic_trends.trend, since, change_point, new_papers, earlier_papers,
  new_share, earlier_share, change, change_low, change_high, p_value, q_value, said.phrases
FROM topic_trends
LEFT JOIN (
  SELECT topic_id, list(phrase ORDER BY p_value, phrase) AS phrases FROM phrase_trends WHERE trend IS NOT NULL AND told_with IS NULL GROUP BY topic_id
) AS said USING (topic_id)
WHERE topic_trends.trend IN ('new', 'rising')
ORDER BY topic_trends.level, change DESC, topic_id;
COMMENT ON VIEW rising_topics IS 'The topics of all levels that are new or rise (topic_trends), the finest level first, those with the largest change first';
COMMENT ON COLUMN rising_topics.topic_id IS 'The topic';
COMMENT ON COLUMN rising_topics.topic_label IS 'Its label';
COMMENT ON COLUMN rising_topics.level IS 'Its level';
COMMENT ON COLUMN rising_topics.trend IS 'new or rising';
COMMENT ON COLUMN rising_topics.since IS 'First of the days that are compared with those before';
COMMENT ON COLUMN rising_topics.change_point IS 'Day from which its share is another than before, looked for over all days';
COMMENT ON COLUMN rising_topics.new_papers IS 'Its papers since then';
COMMENT ON COLUMN rising_topics.earlier_papers IS 'Its papers from before';
COMMENT ON COLUMN rising_topics.new_share IS 'new_papers as a share of all since then, 0 to 1';
COMMENT ON COLUMN rising_topics.earlier_share IS 'earlier_papers as a share of all from before, 0 to 1';
COMMENT ON COLUMN rising_topics.change IS 'new_share less earlier_share';
COMMENT ON COLUMN rising_topics.change_low IS 'Lower bound of its 95 % interval (Newcombe 1998)';
COMMENT ON COLUMN rising_topics.change_high IS 'Upper bound of that interval';
COMMENT ON COLUMN rising_topics.p_value IS 'How probable it is by chance that it stands out as much';
COMMENT ON COLUMN rising_topics.q_value IS 'Share of false alarms among the topics that stand out as much or more';
COMMENT ON COLUMN rising_topics.phrases IS 'Phrases that are new or rise and are most in this topic, of level 0, the surest first; NULL for none';

CREATE MACRO papers_in_run(run) AS TABLE
SELECT paper_id, coalesce(numbered.title, papers.clean_title) AS title, members.topic_id, label, number
FROM (SELECT topic_id, unnest(papers) AS number FROM run_members WHERE run_id = run) AS members
JOIN numbered_papers AS numbered USING (number)
LEFT JOIN papers USING (paper_id)
LEFT JOIN run_topics ON run_topics.run_id = run AND run_topics.topic_id = members.topic_id
ORDER BY number;
COMMENT ON MACRO TABLE papers_in_run IS 'The papers of a run of the history, with the topics that they were in then. Columns: paper_id: The paper; title: Its clean title; topic_id: The topic of the finest level that it was in, NULL for none; label: Label that the topic had; number: What stands for the paper in run_members and run_maps';

CREATE MACRO map_of_run(run) AS TABLE
WITH placed AS (
  SELECT run_id, unnest(papers) AS number, unnest(x) AS x, unnest(y) AS y FROM run_maps WHERE run_id <= run
)
SELECT number, paper_id, arg_max(x, placed.run_id) AS x, arg_max(y, placed.run_id) AS y
FROM placed JOIN numbered_papers USING (number)
WHERE number IN (SELECT unnest(papers) FROM run_members WHERE run_members.run_id = run)
GROUP BY number, paper_id ORDER BY number;
COMMENT ON MACRO TABLE map_of_run IS 'Where each paper lay on the map in a run of the history. Columns: number: What stands for the paper in run_members and run_maps; paper_id: The paper; x: Where it lay; y: The same, upwards';

CREATE MACRO moved_papers(run_a, run_b) AS TABLE
SELECT paper_id, after.title, before.topic_id AS previous_topic_id, before.label AS previous_label, after.topic_id, after.label
FROM papers_in_run(run_a) AS before JOIN papers_in_run(run_b) AS after USING (paper_id)
WHERE before.topic_id IS DISTINCT FROM after.topic_id
ORDER BY before.topic_id NULLS LAST, after.topic_id NULLS LAST, paper_id;
COMMENT ON MACRO TABLE moved_papers IS 'The papers that two runs of the history have in different topics of the finest level, also where one of these split or merged. Columns: paper_id: The paper; title: Its clean title; previous_topic_id: Its topic in run_a, NULL for none; previous_label: Label that this had then; topic_id: Its topic in run_b; label: Label of this';

CREATE MACRO similar_papers(id, n) AS TABLE
SELECT neighbors.rank, neighbor_id AS paper_id, papers.title, round(neighbors.similarity, 4) AS similarity, topics.label AS topic_label
FROM neighbors
JOIN papers ON papers.paper_id = neighbor_id
LEFT JOIN topic_papers ON topic_papers.paper_id = neighbor_id
LEFT JOIN topics USING (topic_id)
WHERE neighbors.paper_id = id AND neighbors.rank <= n
ORDER BY neighbors.rank;
COMMENT ON MACRO TABLE similar_papers IS 'The n papers (at most 20) nearest to the paper id. Columns: rank: 1 is the nearest; paper_id: The near paper; title: Its title; similarity: Cosine of the two in space.sharp; topic_label: Label of its topic';

CREATE MACRO papers_in_topic(id) AS TABLE
SELECT paper_id, papers.title, round(topic_papers.probability, 4) AS probability, round(topic_papers.similarity, 4) AS similarity, topic_papers.role
FROM topic_papers
JOIN papers USING (paper_id)
WHERE topic_papers.topic_id IN (SELECT topic_id FROM topic_tree WHERE list_contains(path, id))
ORDER BY topic_papers.similarity DESC, paper_id;
COMMENT ON MACRO TABLE papers_in_topic IS 'The papers of topic id, of any level, the most typical first. Columns: paper_id: The paper; title: Its title; probability: Share of its fine topic of the votes for it; similarity: Cosine to the centroid of that topic; role: Core or edge';

CREATE MACRO why_here(id) AS TABLE
WITH placed AS (
  SELECT topic_papers.*, mine.label, other.label AS second_label
  FROM topic_papers
  LEFT JOIN topics AS mine ON mine.topic_id = topic_papers.topic_id
  LEFT JOIN topics AS other ON other.topic_id = second_topic_id
  WHERE paper_id = id
), reasons AS (
  SELECT 1 AS place, 'topic' AS kind, 1 AS rank, coalesce(label, 'none: no topic has a probability of a half') AS text,
    CASE WHEN topic_id IS NOT NULL THEN similarity END AS score
  FROM placed
  UNION ALL
  SELECT 2, 'probability', 1, format('{:.0f} %{}', 100 * probability, CASE role
    WHEN 'core' THEN ', at least twice that of any other topic'
    WHEN 'edge' THEN ', less than twice that of another topic'
    ELSE coalesce(' for ' || second_label || ', and less for any other topic', '') END), probability
  FROM placed
  UNION ALL
  SELECT 3, 'second topic', 1, format('{} (probability {:.0f} %)', second_label, 100 * (probability - margin)), margin
  FROM placed WHERE topic_id IS NOT NULL AND second_label IS NOT NULL
  UNION ALL
  SELECT 4, 'term', rank, format('{} (in {} papers of the topic, {} outside it)', term, documents_inside, documents_outside), weight
  FROM paper_terms WHERE paper_id = id
  UNION ALL
  SELECT 5, 'sentence', rank, sentence, weight
  FROM paper_sentences WHERE paper_id = id
  UNION ALL
  (SELECT 6, 'near paper', row_number() OVER (ORDER BY neighbors.rank), papers.title, neighbors.similarity
  FROM placed
  JOIN neighbors ON neighbors.paper_id = id
  JOIN topic_papers AS near ON near.paper_id = neighbor_id AND near.topic_id = placed.topic_id
  JOIN papers ON papers.paper_id = neighbor_id
  ORDER BY neighbors.rank LIMIT 3)
)
SELECT kind, rank::INTEGER AS rank, text, round(score, 4) AS score FROM reasons ORDER BY place, reasons.rank;
COMMENT ON MACRO TABLE why_here IS 'Why the paper id is in its topic, a reason a row. Columns: kind: Topic, probability, second topic, term, sentence, or near paper, the nearest of the same topic; rank: Place within its kind, from 1; text: The reason; score: Of topic the cosine to its centroid, of probability that of its topic, of second topic the margin to it, of term and sentence the weight, of near paper the cosine';

CREATE MACRO papers_like(ids, n) AS TABLE
SELECT (row_number() OVER (ORDER BY mean DESC, paper_id))::INTEGER AS rank, paper_id, papers.title, round(mean, 4) AS similarity, topics.label AS topic_label
FROM (
  SELECT paper.paper_id, avg(array_cosine_similarity(paper.sharp, given.sharp)::DOUBLE) AS mean
  FROM space AS paper JOIN space AS given ON list_contains(ids, given.paper_id)
  WHERE NOT list_contains(ids, paper.paper_id) GROUP BY paper.paper_id
)
JOIN papers USING (paper_id)
LEFT JOIN topic_papers USING (paper_id)
LEFT JOIN topics USING (topic_id)
QUALIFY row_number() OVER (ORDER BY mean DESC, paper_id) <= n
ORDER BY rank;
COMMENT ON MACRO TABLE papers_like IS 'The n papers nearest to all papers of the list ids together, those left out. Columns: rank: 1 is the nearest; paper_id: The near paper; title: Its title; similarity: Mean cosine to the papers given, in space.sharp; topic_label: Label of its topic';

CREATE MACRO papers_between(a, b) AS TABLE
WITH steps AS (
  SELECT topic_id, label, coalesce(list_position(path, a), 0) AS step_a, coalesce(list_position(path, b), 0) AS step_b FROM topic_tree WHERE level = 0
),
sides AS (SELECT topic_id, label, step_a > step_b AS is_a FROM steps WHERE step_a <> step_b)
SELECT topic_papers.paper_id, papers.clean_title AS title, mine.topic_id, mine.label AS topic_label, round(topic_papers.probability, 4) AS probability,
  second_topic_id, other.label AS second_topic_label, round(topic_papers.probability - margin, 4) AS second_probability, round(margin, 4) AS margin, role
FROM topic_papers
JOIN papers USING (paper_id)
JOIN sides AS mine ON mine.topic_id = topic_papers.topic_id
JOIN sides AS other ON other.topic_id = second_topic_id AND other.is_a <> mine.is_a
WHERE round(topic_papers.probability - margin, 4) >= 0.1
ORDER BY topic_papers.margin, topic_papers.paper_id;
COMMENT ON MACRO TABLE papers_between IS 'The papers of one of topics a and b, of any level, whose second topic is in the other with a tenth of the votes or more, the least sure first. Where one topic holds the other, the rest of it is meant. Columns: paper_id: The paper; title: Its title; topic_id: Its topic; topic_label: Label of that; probability: Share of it of the votes for the paper; second_topic_id: The topic with the next largest probability; second_topic_label: Label of that; second_probability: Its share of the votes; margin: probability less second_probability, below 0 where the words decided; role: core or edge';

CREATE MACRO split_words(text) AS regexp_extract_all(strip_accents(lower(text)), '\p{Han}|[^\p{P}\p{S}\p{Z}\p{C}\p{Han}]+');
COMMENT ON MACRO split_words IS 'Words of a text in their order, without case and accents; a Chinese character is a word';

CREATE MACRO compare_topics(a, b) AS TABLE
WITH members AS (
  SELECT paper_id, list_contains(path, a) AS in_a, list_contains(path, b) AS in_b,
    ' ' || array_to_string(split_words(papers.text), ' ') AS words
  FROM topic_papers JOIN papers USING (paper_id) JOIN topic_tree USING (topic_id)
  WHERE list_contains(path, a) OR list_contains(path, b)
),
terms AS (
  SELECT min(term) AS term, min(term_rank) AS term_rank, stem
  FROM (
    SELECT term, rank AS term_rank, ' ' || regexp_replace(array_to_string(split_words(term), ' '), '([^s])s$', '\1') AS stem
    FROM topic_terms WHERE topic_id IN (a, b)
  )
  GROUP BY stem
),
counted AS (
  SELECT term, min(term_rank) AS term_rank, count(*) FILTER (in_a AND contains(words, stem)) AS papers_a, count(*) FILTER (in_b AND contains(words, stem)) AS papers_b,
    count(*) FILTER (in_a) AS size_a, count(*) FILTER (in_b) AS size_b
  FROM terms CROSS JOIN members GROUP BY term
)
SELECT term, papers_a::INTEGER AS papers_a, papers_b::INTEGER AS papers_b,
  round(papers_a / nullif(size_a, 0), 4) AS share_a, round(papers_b / nullif(size_b, 0), 4) AS share_b,
  round(coalesce(papers_a / nullif(size_a, 0), 0) - coalesce(papers_b / nullif(size_b, 0), 0), 4) AS difference
FROM counted
ORDER BY difference DESC, term_rank, term;
COMMENT ON MACRO TABLE compare_topics IS 'What distinguishes topics a and b, of any level: the terms of both, from all of a to all of b. Columns: term: The term; papers_a: Papers of a in which it stands, in any case, its last word with any ending; papers_b: The same of b; share_a: Papers_a as a share of the papers of a; share_b: The same of b; difference: Share_a less share_b';

CREATE MACRO topics_over_time(period) AS TABLE
WITH placed AS (
  SELECT date_trunc(period, day)::DATE AS starts, topic_id
  FROM paper_days JOIN topic_papers USING (paper_id) CROSS JOIN date_basis
  WHERE topic_id IS NOT NULL AND day IS NOT NULL AND CASE lower(period)
    WHEN 'year' THEN true
    WHEN 'quarter' THEN paper_days.precision <> 'year' AND date_basis.precision <> 'year'
    WHEN 'month' THEN paper_days.precision <> 'year' AND date_basis.precision <> 'year'
    ELSE paper_days.precision = 'day' AND date_basis.precision = 'day' END
)
SELECT starts, topic_id, topics.label AS topic_label, count(*)::INTEGER AS papers, count(*) / sum(count(*)) OVER (PARTITION BY starts) AS share
FROM placed JOIN topics USING (topic_id)
GROUP BY starts, topic_id, topics.label
ORDER BY starts, papers DESC, topic_id;
COMMENT ON MACRO TABLE topics_over_time IS 'How many papers each topic (level 0) has in each period, which is one of the words day, week, month, quarter and year; no rows where days are not known so finely (date_basis). Columns: starts: First day of the period; topic_id: The topic; topic_label: Its label; papers: Its papers in that period; share: Papers as a share of those of the period that have a topic';

CREATE MACRO why_topic(id) AS TABLE
WITH reasons AS (
  SELECT 1 AS place, 'label' AS kind, 1 AS rank, label || ' (' || label_verdict || ')' AS text, label_f1 AS score FROM topics WHERE topic_id = id
  UNION ALL
  SELECT 2, 'coverage', 1, format('{:.0f} % of its papers contain a phrase of the label; {:.0f} % of the papers that do are its own',
    100 * label_coverage, 100 * label_precision), label_coverage
  FROM topics WHERE topic_id = id AND label_coverage IS NOT NULL
  UNION ALL
  SELECT 3, 'stability', 1, CASE WHEN stability >= 0.75 THEN 'firm' WHEN stability >= 0.5 THEN 'fair' ELSE 'loose' END ||
    CASE WHEN mixed THEN ', a shelf of papers that have little to do with each other' ELSE '' END, stability
  FROM topics WHERE topic_id = id AND stability IS NOT NULL
  UNION ALL
  SELECT 4, 'nearest topic', 1, other.label, topics.nearest_similarity
  FROM topics JOIN topics AS other ON other.topic_id = topics.nearest_topic_id WHERE topics.topic_id = id
  UNION ALL
  SELECT 5, 'term', rank, format('{} (in {} papers of the topic, {} outside it)', term, documents_inside, documents_outside), score
  FROM topic_terms WHERE topic_id = id
  UNION ALL
  SELECT 6, 'evidence', rank, sentence || ' (' || papers.clean_title || ')', NULL
  FROM label_evidence JOIN papers USING (paper_id) WHERE topic_id = id
  UNION ALL
  (SELECT 7, 'typical paper', row_number() OVER (ORDER BY similarity DESC, paper_id), papers.clean_title, similarity
  FROM topic_papers JOIN papers USING (paper_id)
  WHERE topic_id IN (SELECT topic_id FROM topic_tree WHERE list_contains(path, id))
  ORDER BY similarity DESC, paper_id LIMIT 3)
)
SELECT kind, rank::INTEGER AS rank, text, round(score, 4) AS score FROM reasons ORDER BY place, reasons.rank;
COMMENT ON MACRO TABLE why_topic IS 'Why topic id, of any level, has its name and how far to trust it, a reason a row. Columns: kind: Label, coverage, stability, nearest topic, term, evidence or typical paper; rank: Place within its kind, from 1; text: The reason; score: Of label F1 of its phrases, of coverage and stability their own, of nearest topic the cosine of the centroids, of term its worth as a heading, of typical paper the cosine to its centroid';

CREATE MACRO search_papers(query) AS TABLE
WITH asked AS (SELECT DISTINCT unnest(split_words(query)[:50]) AS word),
fields AS (
  SELECT paper_id, 4 AS weight, split_words(clean_title) AS words FROM papers
  UNION ALL SELECT paper_id, 2, split_words(label) FROM topic_papers JOIN topics USING (topic_id)
  UNION ALL SELECT paper_id, 1, split_words(array_to_string(authors, ' ')) FROM papers
  UNION ALL SELECT paper_id, 1, split_words(clean_abstract) FROM papers
),
lengths AS (SELECT paper_id, sum(weight * len(words)) AS length FROM fields GROUP BY paper_id),
written AS (
  SELECT paper_id, word, sum(weight) AS times FROM (SELECT paper_id, weight, unnest(words) AS word FROM fields) GROUP BY paper_id, word
),
counted AS (
  SELECT paper_id, asked.word, sum(CASE WHEN written.word = asked.word THEN times ELSE times / 2 END) AS times
  FROM written JOIN asked ON starts_with(written.word, asked.word) GROUP BY paper_id, asked.word
),
rarities AS (
  SELECT word, ln(1 + ((SELECT count(*) FROM papers) - count(*) + 0.5) / (count(*) + 0.5)) AS rarity FROM counted GROUP BY word
),
scored AS (
  SELECT paper_id, sum(rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / (SELECT avg(length) FROM lengths))) ORDER BY word) AS total
  FROM counted JOIN rarities USING (word) JOIN lengths USING (paper_id) GROUP BY paper_id
)
SELECT (row_number() OVER (ORDER BY total DESC, paper_id))::INTEGER AS rank, paper_id, papers.clean_title AS title, round(total, 4) AS score,
  topics.label AS topic_label
FROM scored
JOIN papers USING (paper_id)
LEFT JOIN topic_papers USING (paper_id)
LEFT JOIN topics USING (topic_id)
ORDER BY rank;
COMMENT ON MACRO TABLE search_papers IS 'The papers that hold any word of the text query, or a word that begins so, the best first; the first 50 words count. BM25 (k1 1.2, b .75) over title x 4, topic label x 2, authors and abstract as one text; a word that only begins so counts half. It reads every abstract: a second for some thousand papers. Columns: rank: 1 is the best; paper_id: The paper; title: Its clean title; score: Comparable within one query alone; topic_label: Label of its topic';
