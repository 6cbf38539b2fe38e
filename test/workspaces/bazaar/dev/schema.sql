-- The schema of the dev database: six tables, three unique constraints, 26 indexes.
-- Run in an embedded PostgreSQL, this file is "dev" for the example.

CREATE TABLE IF NOT EXISTS "bazaar-vid_brand_extraction" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "url" text NOT NULL,
    "project_id" uuid,
    "user_id" varchar(255) NOT NULL,
    "extraction_id" text NOT NULL,
    "extraction_version" text NOT NULL DEFAULT '2.0.0'::text,
    "extraction_status" text NOT NULL DEFAULT 'processing'::text,
    "brand_name" text,
    "brand_tagline" text,
    "primary_color" text,
    "secondary_color" text,
    "visual_analysis" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "content_analysis" jsonb DEFAULT '{}'::jsonb,
    "synthesis" jsonb DEFAULT '{}'::jsonb,
    "brand_data" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "design_data" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "product_data" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "social_proof_data" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "content_data" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "sections_data" jsonb NOT NULL DEFAULT '[]'::jsonb,
    "screenshots" jsonb NOT NULL DEFAULT '[]'::jsonb,
    "html_content" text,
    "styles_extracted" jsonb DEFAULT '{}'::jsonb,
    "confidence" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "processing_time_ms" integer,
    "tokens_used" integer,
    "created_at" timestamp with time zone NOT NULL DEFAULT now(),
    "updated_at" timestamp with time zone NOT NULL DEFAULT now(),
    "analyzed_at" timestamp with time zone,
    PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "bazaar-vid_story_arc" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "extraction_id" uuid NOT NULL,
    "project_id" uuid,
    "user_id" varchar(255) NOT NULL,
    "title" text NOT NULL,
    "narrative_structure" text NOT NULL,
    "total_duration_frames" integer NOT NULL,
    "total_duration_seconds" numeric NOT NULL,
    "style" text NOT NULL DEFAULT 'professional'::text,
    "brand_context" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "scenes" jsonb NOT NULL DEFAULT '[]'::jsonb,
    "generation_model" text,
    "generation_prompt" text,
    "generation_time_ms" integer,
    "status" text NOT NULL DEFAULT 'draft'::text,
    "approved_by" varchar(255),
    "approved_at" timestamp with time zone,
    "created_at" timestamp with time zone NOT NULL DEFAULT now(),
    "updated_at" timestamp with time zone NOT NULL DEFAULT now(),
    PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "bazaar-vid_story_arc_scene" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "story_arc_id" uuid NOT NULL,
    "scene_number" integer NOT NULL,
    "title" text NOT NULL,
    "duration_frames" integer NOT NULL,
    "narrative" text NOT NULL,
    "emotional_beat" text NOT NULL,
    "visuals" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "text_content" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "ui_elements" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "styling" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "template_name" text NOT NULL,
    "template_variant" text,
    "template_capabilities" jsonb NOT NULL DEFAULT '[]'::jsonb,
    "edit_prompt" text,
    "edit_status" text DEFAULT 'pending'::text,
    "generated_code" text,
    "code_version" integer DEFAULT 1,
    "created_at" timestamp with time zone NOT NULL DEFAULT now(),
    "updated_at" timestamp with time zone NOT NULL DEFAULT now(),
    PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "bazaar-vid_extraction_cache" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "url" text NOT NULL,
    "url_hash" text NOT NULL,
    "extraction_id" uuid NOT NULL,
    "cache_key" text NOT NULL,
    "cache_data" jsonb NOT NULL,
    "expires_at" timestamp with time zone NOT NULL,
    "hit_count" integer DEFAULT 0,
    "last_accessed_at" timestamp with time zone,
    "created_at" timestamp with time zone NOT NULL DEFAULT now(),
    PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "bazaar-vid_brand_profile" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "project_id" uuid NOT NULL,
    "website_url" text NOT NULL,
    "brand_data" jsonb NOT NULL DEFAULT '{}'::jsonb,
    "colors" jsonb DEFAULT '{}'::jsonb,
    "typography" jsonb DEFAULT '{}'::jsonb,
    "logos" jsonb DEFAULT '{}'::jsonb,
    "copy_voice" jsonb DEFAULT '{}'::jsonb,
    "product_narrative" jsonb DEFAULT '{}'::jsonb,
    "social_proof" jsonb DEFAULT '{}'::jsonb,
    "screenshots" jsonb DEFAULT '[]'::jsonb,
    "media_assets" jsonb DEFAULT '[]'::jsonb,
    "extraction_version" text DEFAULT '1.0.0'::text,
    "extraction_confidence" jsonb DEFAULT '{}'::jsonb,
    "last_analyzed_at" timestamp with time zone,
    "created_at" timestamp with time zone NOT NULL DEFAULT now(),
    "updated_at" timestamp with time zone NOT NULL DEFAULT now(),
    PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "bazaar-vid_brand_profile_version" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "brand_profile_id" uuid NOT NULL,
    "version_number" integer NOT NULL,
    "brand_data" jsonb NOT NULL,
    "changed_by" varchar(255),
    "change_reason" text,
    "created_at" timestamp with time zone NOT NULL DEFAULT now(),
    PRIMARY KEY ("id")
);

ALTER TABLE "bazaar-vid_brand_extraction" ADD CONSTRAINT "bazaar-vid_brand_extraction_extraction_id_key" UNIQUE ("extraction_id");
ALTER TABLE "bazaar-vid_extraction_cache" ADD CONSTRAINT "bazaar-vid_extraction_cache_cache_key_key" UNIQUE ("cache_key");
ALTER TABLE "bazaar-vid_brand_profile_version" ADD CONSTRAINT "brand_versions_unique_idx" UNIQUE ("brand_profile_id", "version_number");

CREATE INDEX brand_extraction_url_idx ON "bazaar-vid_brand_extraction" (url);
CREATE INDEX brand_extraction_status_idx ON "bazaar-vid_brand_extraction" (extraction_status);
CREATE INDEX brand_extraction_user_idx ON "bazaar-vid_brand_extraction" (user_id);
CREATE INDEX brand_extraction_project_idx ON "bazaar-vid_brand_extraction" (project_id);
CREATE INDEX brand_extraction_brand_name_idx ON "bazaar-vid_brand_extraction" (brand_name);
CREATE INDEX brand_extraction_created_idx ON "bazaar-vid_brand_extraction" (created_at DESC);
CREATE INDEX brand_extraction_brand_gin ON "bazaar-vid_brand_extraction" USING gin (brand_data);
CREATE INDEX brand_extraction_visual_gin ON "bazaar-vid_brand_extraction" USING gin (visual_analysis);

CREATE INDEX story_arc_extraction_idx ON "bazaar-vid_story_arc" (extraction_id);
CREATE INDEX story_arc_project_idx ON "bazaar-vid_story_arc" (project_id);
CREATE INDEX story_arc_user_idx ON "bazaar-vid_story_arc" (user_id);
CREATE INDEX story_arc_status_idx ON "bazaar-vid_story_arc" (status);
CREATE INDEX story_arc_created_idx ON "bazaar-vid_story_arc" (created_at DESC);
CREATE INDEX story_arc_scenes_gin ON "bazaar-vid_story_arc" USING gin (scenes);

CREATE INDEX story_arc_scene_arc_idx ON "bazaar-vid_story_arc_scene" (story_arc_id);
CREATE INDEX story_arc_scene_number_idx ON "bazaar-vid_story_arc_scene" (story_arc_id, scene_number);
CREATE INDEX story_arc_scene_template_idx ON "bazaar-vid_story_arc_scene" (template_name);

CREATE INDEX extraction_cache_url_hash_idx ON "bazaar-vid_extraction_cache" (url_hash);
CREATE INDEX extraction_cache_extraction_idx ON "bazaar-vid_extraction_cache" (extraction_id);
CREATE INDEX extraction_cache_expires_idx ON "bazaar-vid_extraction_cache" (expires_at);
CREATE UNIQUE INDEX extraction_cache_key_idx ON "bazaar-vid_extraction_cache" (cache_key);

CREATE INDEX brand_profiles_project_idx ON "bazaar-vid_brand_profile" (project_id);
CREATE INDEX brand_profiles_url_idx ON "bazaar-vid_brand_profile" (website_url);
CREATE INDEX brand_profiles_created_idx ON "bazaar-vid_brand_profile" (created_at);

CREATE INDEX brand_versions_profile_idx ON "bazaar-vid_brand_profile_version" (brand_profile_id);
CREATE INDEX brand_versions_created_idx ON "bazaar-vid_brand_profile_version" (created_at);
