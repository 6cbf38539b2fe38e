-- Brand extraction, written from memory: dev's table has grown since.
CREATE TABLE IF NOT EXISTS "bazaar-vid_brand_extraction" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "url" text NOT NULL,
    "project_id" uuid,
    "extraction_id" text NOT NULL,
    "brand_name" text,
    "brand_description" text, -- shown on the project page
    "logo_url" text,
    "primary_color" text,
    "secondary_color" text,
    "accent_color" text,
    "font_primary" text,
    "font_secondary" text,
    "tone_of_voice" text,
    "target_audience" text,
    "content_analysis" jsonb DEFAULT '{}'::jsonb,
    "synthesis" jsonb DEFAULT '{}'::jsonb,
    "status" text,
    "processing_time_ms" integer,
    "tokens_used" integer,
    "extracted_at" timestamp with time zone,
    "created_at" timestamp with time zone NOT NULL DEFAULT now(),
    "updated_at" timestamp with time zone NOT NULL DEFAULT now(),
    PRIMARY KEY ("id")
);
